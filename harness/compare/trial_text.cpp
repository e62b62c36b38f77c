#include "harness/compare/trial_text.hpp"

#include <fmt/format.h>

#include <array>
#include <cstdlib>
#include <iterator>

namespace ripcord::compare {
namespace {

constexpr std::string_view heading = "ripcord trial 1";
constexpr std::array standings{
    Standing::completed, Standing::ended_as_expected, Standing::failed, Standing::error};

/// The text up to the next `mark`, which is taken from `rest` with it.
std::string_view take(std::string_view& rest, char mark) {
  const std::size_t end = rest.find(mark);
  const std::string_view taken = rest.substr(0, end);
  rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  return taken;
}

bool read_standing(std::string_view word, Standing& standing) {
  for (const Standing one : standings) {
    if (standing_word(one) != word) continue;
    standing = one;
    return true;
  }
  return false;
}

bool read_value(std::string_view line, Trial& trial) {
  const std::string_view number = take(line, ' ');
  // Not every library's from_chars reads these.
  const std::string digits(number);
  char* end = nullptr;
  const double value = std::strtod(digits.c_str(), &end);
  if (digits.empty() || *end != '\0' || !(value >= 0)) return false;
  trial.values.insert_or_assign(std::string(line), value);
  return true;
}

bool read_line(std::string_view line, Trial& trial) {
  const std::string_view word = take(line, ' ');
  if (word == "standing") return read_standing(line, trial.standing);
  if (word == "value") return read_value(line, trial);
  if (word != "ending") return false;
  trial.ending = line;
  return true;
}

}  // namespace

std::string trial_text(const Trial& trial) {
  std::string ending = trial.ending;
  for (char& letter : ending)
    if (letter == '\n') letter = ' ';
  std::string text =
      fmt::format("{}\nstanding {}\nending {}\n", heading, standing_word(trial.standing), ending);
  for (const auto& [name, value] : trial.values)
    fmt::format_to(std::back_inserter(text), "value {} {}\n", value, name);
  return text;
}

std::optional<Trial> parse_trial(std::string_view text) {
  if (take(text, '\n') != heading) return std::nullopt;
  Trial trial;
  while (!text.empty())
    if (!read_line(take(text, '\n'), trial)) return std::nullopt;
  return trial;
}

}  // namespace ripcord::compare
