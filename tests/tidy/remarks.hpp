#pragma once

#include "tests/tidy/source_file.hpp"

#include <string_view>

namespace ripcord::tidy {

/// The word for "mend this" never; the one for "do this" with its issue, as in `TODO(12): ...`.
void check_todo(const SourceFile& file, Violations& violations);

/// A silenced warning names the check and the reason: `NOLINT(check): reason`.
void check_nolint(const SourceFile& file, Violations& violations);

/// Every address on the web is on the short list of what the repository may point to, so that
/// nothing depends on a host by accident.
void check_addresses(const SourceFile& file, Violations& violations);

/// Nothing names a person's or a machine's folders: no home folder, and not `clone_folder`, where
/// this clone lies.
void check_machine_paths(const SourceFile& file,
                         std::string_view clone_folder,
                         Violations& violations);

}  // namespace ripcord::tidy
