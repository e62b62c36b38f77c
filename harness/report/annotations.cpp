#include "harness/report/annotations.hpp"

#include "harness/report/plain_text.hpp"

#include <fmt/format.h>

#include <iterator>
#include <string_view>

namespace ripcord::report {
namespace {

enum class Within : std::uint8_t { property, message };

/// Workflow commands end with their line; properties end with a comma or a colon, too.
std::string escaped(std::string_view text, Within place) {
  std::string safe;
  for (const char c : plain_text(text)) {
    const bool ends = place == Within::property && (c == ',' || c == ':');
    if (c == '%' || c == '\n' || c == '\r' || ends) {
      fmt::format_to(std::back_inserter(safe), "%{:02X}", static_cast<unsigned>(c));
    } else {
      safe += c;
    }
  }
  return safe;
}

}  // namespace

std::string annotations(const ResultDocument& document) {
  std::string text;
  std::size_t count = 0;
  for (const Tally& tally : document.tallies()) {
    const FirstFailure* const failure = tally.first_failure();
    if (failure == nullptr || ++count > annotations_max) continue;
    fmt::format_to(std::back_inserter(text),
                   "::error file={},line={},title={}::{}\n",
                   escaped(tally.subject().file, Within::property),
                   failure->at_line,
                   escaped(title(tally.subject()), Within::property),
                   escaped(failure->text, Within::message));
  }
  if (count > annotations_max) {
    fmt::format_to(std::back_inserter(text),
                   "::error title=ripcord::and {} more failures: see the report\n",
                   count - annotations_max);
  }
  return text;
}

}  // namespace ripcord::report
