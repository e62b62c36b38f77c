#pragma once

#include "tests/tidy/source_file.hpp"

#include <span>

namespace ripcord::tidy {

/// Code that a page quotes from the tree, in a block fenced as "```cpp <path>", stands in that file
/// as one piece, so that no page shows what is no longer there.
void check_quotes(const SourceFile& page, std::span<const SourceFile> tree, Violations& violations);

}  // namespace ripcord::tidy
