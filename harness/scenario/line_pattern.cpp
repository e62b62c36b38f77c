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

}  // namespace ripcord::scenario
