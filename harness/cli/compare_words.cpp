#include "harness/cli/compare_words.hpp"

#include "harness/cli/network_words.hpp"
#include "harness/compare/judgement.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cstdlib>
#include <optional>
#include <regex>

namespace ripcord::cli {
namespace {

constexpr double share_max = 10;
// More processors than any machine that this was thought for.
constexpr unsigned processors_max = 1024;

/// The text up to the first `mark`, and what is behind it.
std::pair<std::string_view, std::string_view> divide(std::string_view text, char mark) {
  const std::size_t at = text.find(mark);
  if (at == std::string_view::npos) return {text, {}};
  return {text.substr(0, at), text.substr(at + 1)};
}

std::optional<unsigned> processor(std::string_view text) {
  unsigned value = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (text.empty() || error != std::errc() || stop != end || value >= processors_max)
    return std::nullopt;
  return value;
}

bool is_regex(const std::string& pattern) {
  try {
    const std::regex tried(pattern);
    return true;
  } catch (const std::regex_error&) {
    return false;
  }
}

}  // namespace

Parsed<double> parse_share(std::string_view text) {
  const bool is_percent = text.ends_with('%');
  const std::string digits(is_percent ? text.substr(0, text.size() - 1) : text);
  char* end = nullptr;
  const double value = std::strtod(digits.c_str(), &end) / (is_percent ? 100 : 1);
  if (digits.empty() || *end != '\0' || !(value > 0) || value > share_max)
    return ValueProblem(fmt::format("`{}` is no share, such as 5%", text));
  return value;
}

Parsed<std::pair<std::string, double>> parse_threshold(std::string_view text) {
  // A name may have `=` in its brackets one day; a share never has.
  const std::size_t at = text.rfind('=');
  if (at == std::string_view::npos || at == 0)
    return ValueProblem(fmt::format("`{}` is not METRIC=SHARE, such as wall=10%", text));
  const Parsed<double> share = parse_share(text.substr(at + 1));
  if (!share) return share.error();
  return std::pair(std::string(text.substr(0, at)), *share);
}

Parsed<compare::OutputMetric> parse_metric(std::string_view text) {
  const auto [head, pattern] = divide(text, '=');
  const auto [name, judged] = divide(head, ':');
  const auto [better, share] = divide(judged, ':');
  compare::OutputMetric metric{.metric = {.name = std::string(name)},
                               .pattern = std::string(pattern)};
  if (name.empty() || pattern.empty())
    return ValueProblem(fmt::format("`{}` is not NAME[:lower|higher[:SHARE]]=REGEX", text));
  if (!better.empty() && better != "lower" && better != "higher")
    return ValueProblem(fmt::format("`{}` is neither lower nor higher", better));
  if (better == "higher") metric.metric.better = compare::Better::higher;
  if (!share.empty()) {
    const Parsed<double> threshold = parse_share(share);
    if (!threshold) return threshold.error();
    metric.metric.threshold = *threshold;
  }
  if (!is_regex(metric.pattern))
    return ValueProblem(fmt::format("`{}` is no regular expression", pattern));
  return metric;
}

Parsed<std::vector<unsigned>> parse_processors(std::string_view text) {
  std::vector<unsigned> all;
  for (std::string_view rest = text; !rest.empty();) {
    const auto [range, behind] = divide(rest, ',');
    const auto [from, to] = divide(range, '-');
    const std::optional<unsigned> first = processor(from);
    const std::optional<unsigned> last = to.empty() ? first : processor(to);
    if (!first || !last || *last < *first)
      return ValueProblem(fmt::format("`{}` is no list of processors, such as 0,2-3", text));
    for (unsigned i = *first; i <= *last; ++i) all.push_back(i);
    rest = behind;
  }
  return all;
}

Parsed<std::vector<std::string>> parse_command(std::string_view text) {
  std::vector<std::string> words;
  bool in_word = false;
  char quote = '\0';
  for (const char letter : text) {
    if (quote != '\0') {
      if (letter == quote) {
        quote = '\0';
      } else {
        words.back() += letter;
      }
      continue;
    }
    if (letter == ' ') {
      in_word = false;
      continue;
    }
    if (!in_word) words.emplace_back();
    in_word = true;
    if (letter == '\'' || letter == '"') {
      quote = letter;
    } else {
      words.back() += letter;
    }
  }
  if (quote != '\0') return ValueProblem(fmt::format("a {} is not closed", quote));
  if (words.empty()) return ValueProblem("there is no command");
  return words;
}

Parsed<std::uint32_t> parse_pairs(std::string_view text) {
  const Parsed<std::uint32_t> pairs = parse_count(text);
  const auto least = static_cast<std::uint32_t>(compare::pairs_needed(1));
  if (!pairs || *pairs < least || *pairs > measures::observations_max)
    return ValueProblem(
        fmt::format("must be {} to {}, not `{}`", least, measures::observations_max, text));
  return *pairs;
}

}  // namespace ripcord::cli
