#include "harness/scenario/line_pattern.hpp"

namespace ripcord::scenario {

std::optional<LinePattern> LinePattern::parse(const std::string& text) {
  try {
    return LinePattern(std::regex(text));
  } catch (const std::regex_error&) {
    return std::nullopt;
  }
}

bool LinePattern::matches(std::string_view line) const {
  const std::string_view start = line.substr(0, line_bytes_max);
  try {
    return std::regex_search(start.begin(), start.end(), regex_);
  } catch (const std::regex_error&) {
    // It asks for more work than the library is willing to do.
    return false;
  }
}

std::optional<std::string> LinePattern::last_match(std::string_view line) const {
  using Match = std::regex_iterator<std::string_view::const_iterator>;
  const std::string_view start = line.substr(0, line_bytes_max);
  std::optional<std::string> last;
  try {
    for (Match match(start.begin(), start.end(), regex_), end; match != end; ++match)
      last = match->size() > 1 ? match->str(1) : match->str(0);
  } catch (const std::regex_error&) {
    // As above.
  }
  return last;
}

}  // namespace ripcord::scenario
