#pragma once

#include "tests/tidy/source_file.hpp"

namespace ripcord::tidy {

/// Words of code, not of comments or texts, that a folder may not use, each with what to use
/// instead.
void check_words(const SourceFile& file, Violations& violations);

}  // namespace ripcord::tidy
