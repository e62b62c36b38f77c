#include "harness/report/tap.hpp"

#include "harness/report/plain_text.hpp"

#include <fmt/format.h>

#include <iterator>
#include <string_view>

namespace ripcord::report {
namespace {

/// `text` as the description of a point: `#` would begin a directive, and a backslash escapes
/// (TAP 14, Escaping).
std::string description(std::string_view text) {
  std::string safe;
  for (const char c : plain_text(text)) {
    if (c == '#' || c == '\\') safe += '\\';
    safe += c == '\n' ? ' ' : c;
  }
  return safe;
}

/// The failure as YAML below its point: a literal block, in which nothing is special.
std::string diagnostics(const FirstFailure& failure) {
  std::string text = "  ---\n  message: |\n";
  const std::string plain = plain_text(failure.text);
  std::string_view rest = plain;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    text += "    ";
    text += rest.substr(0, end);
    text += '\n';
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return text + "  ...\n";
}

}  // namespace

std::string tap(const ResultDocument& document) {
  std::string text = fmt::format("TAP version 14\n1..{}\n", document.tallies().size());
  std::size_t number = 0;
  for (const Tally& tally : document.tallies()) {
    const FirstFailure* const failure = tally.first_failure();
    fmt::format_to(std::back_inserter(text),
                   "{} {} - {}\n",
                   failure == nullptr ? "ok" : "not ok",
                   ++number,
                   description(title(tally.subject())));
    if (failure != nullptr) text += diagnostics(*failure);
  }
  return text;
}

}  // namespace ripcord::report
