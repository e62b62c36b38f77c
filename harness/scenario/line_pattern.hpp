#pragma once

#include <cstddef>
#include <optional>
#include <regex>
#include <string>
#include <string_view>
#include <utility>

namespace ripcord::scenario {

/// A regular expression (ECMAScript's) for lines of a program's output.
class LinePattern {
 public:
  /// Bytes of a line that are looked at: the library's matcher recurses once a byte.
  static constexpr std::size_t line_bytes_max = 1024;

  /// None if `text` is no regular expression.
  [[nodiscard]] static std::optional<LinePattern> parse(const std::string& text);

  /// Whether it matches a part of `line`, which has no newline.
  [[nodiscard]] bool matches(std::string_view line) const;

  /// Of its last match in `line`: its first group, or all of it where it has no group; none if it
  /// matches nothing.
  [[nodiscard]] std::optional<std::string> last_match(std::string_view line) const;

 private:
  explicit LinePattern(std::regex regex) : regex_(std::move(regex)) {}

  std::regex regex_;
};

/// Calls `visit` with each line of `text`, without its newline; the last may have none. Returns
/// whether `visit` returned true for one of them, and ends there.
template <typename Visit>
bool any_line(std::string_view text, const Visit& visit) {
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    if (visit(text.substr(0, end))) return true;
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return false;
}

}  // namespace ripcord::scenario
