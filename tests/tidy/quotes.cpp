#include "tests/tidy/quotes.hpp"

#include <algorithm>
#include <string_view>

namespace ripcord::tidy {
namespace {

constexpr std::string_view fence = "```";

/// The path in a fence like "```cpp transports/base/time.hpp", empty in any other line.
std::string_view quoted_path(std::string_view line) {
  if (!line.starts_with(fence)) return {};
  const std::size_t space = line.find(' ');
  const std::string_view path = space == std::string_view::npos ? "" : line.substr(space + 1);
  return path.find('/') == std::string_view::npos ? "" : path;
}

bool holds(const SourceFile& file, std::span<const std::string> piece) {
  return !std::ranges::search(file.lines, piece).empty();
}

}  // namespace

void check_quotes(const SourceFile& page,
                  std::span<const SourceFile> tree,
                  Violations& violations) {
  if (!page.path.ends_with(".md")) return;
  for (std::size_t i = 0; i < page.lines.size(); ++i) {
    const std::string_view path = quoted_path(page.lines[i]);
    if (path.empty()) continue;
    const auto begin = page.lines.begin() + static_cast<std::ptrdiff_t>(i) + 1;
    const auto end = std::find(begin, page.lines.end(), fence);
    const auto source = std::ranges::find(tree, path, &SourceFile::path);
    if (source != tree.end() && holds(*source, {begin, end})) continue;
    violations.push_back(
        {page.path, i + 1, "quotes what " + std::string(path) + " does not say, quote it anew"});
  }
}

}  // namespace ripcord::tidy
