#include "harness/explore/onlooker.hpp"

#include "harness/explore/standing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace ripcord::explore {
namespace {

using world::ProgramOutput;

/// What of a line goes into a signature at most.
constexpr std::size_t quoted_max = 60;

/// The first line of `text`, which loses it.
std::string_view take_line(std::string_view& text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return line;
}

std::string quoted(std::string_view line) {
  std::string text(line.substr(0, quoted_max));
  for (char& c : text)
    if (c < ' ' || c > '~') c = '?';
  return "`" + text + "`";
}

/// The first line of each that the other has otherwise; `nothing` where one ends first.
std::pair<std::string, std::string> first_difference(std::string_view usual, std::string_view now) {
  while (!usual.empty() && !now.empty()) {
    const std::string_view then = take_line(usual);
    const std::string_view line = take_line(now);
    if (then != line) return {quoted(then), quoted(line)};
  }
  const auto text = [](std::string_view left) {
    return left.empty() ? std::string("nothing more") : quoted(take_line(left));
  };
  return {text(usual), text(now)};
}

/// The word at the end of the last traceback of `errors`: the name of a Python exception.
std::string python_exception(std::string_view errors) {
  constexpr std::string_view header = "Traceback (most recent call last):";
  const std::size_t begin = errors.rfind(header);
  if (begin == std::string_view::npos) return {};
  errors.remove_prefix(begin);
  take_line(errors);
  while (!errors.empty()) {
    const std::string_view line = take_line(errors);
    if (!line.empty() && !line.starts_with(' ')) return std::string(line.substr(0, line.find(':')));
  }
  return "an exception";
}

/// What other runtimes begin such a line with, and what it then is called.
constexpr std::array<std::pair<std::string_view, std::string_view>, 5> beginnings{{
    {"terminate called", "a C++ exception"},
    {"panic: ", "a panic"},
    {"thread '", "a panic"},
    {"Exception in thread ", "a Java exception"},
    {"Unhandled exception", "a .NET exception"},
}};

/// ` in bind, reset before its answer`; empty where nobody wrote down what was said.
std::string where(const run::RunResult& result) {
  return result.trace ? " " + standing(*result.trace, result.workload_records) : std::string();
}

}  // namespace

Onlooker::Onlooker(const scenario::ResolvedScenario& scenario,
                   std::span<const run::RunResult* const> usual) {
  for (const scenario::ServiceSpec& service : scenario.world.services)
    services_.push_back(service.name);
  for (const run::RunResult* result : usual) {
    for (const ProgramOutput& program : result->programs) {
      if (is_server(program.name)) continue;
      const auto [known, is_new] = usual_.try_emplace(program.name, program.output);
      if (is_new || known->second == program.output) continue;
      if (std::ranges::find(fickle_, program.name) == fickle_.end())
        fickle_.push_back(program.name);
    }
  }
  for (const std::string& name : fickle_) usual_.erase(name);
}

bool Onlooker::is_server(const std::string& program) const {
  return std::ranges::find(services_, program) != services_.end();
}

std::vector<Violation> Onlooker::held_against(const run::RunResult& result) const {
  std::vector<Violation> found;
  const bool completed = result.ending.outcome == world::Outcome::completed;
  for (const ProgramOutput& program : result.programs) {
    if (is_server(program.name)) continue;
    const auto usual = usual_.find(program.name);
    if (completed && usual != usual_.end() && usual->second != program.output) {
      const auto [then, now] = first_difference(usual->second, program.output);
      found.push_back({.oracle = std::string(wrong_output),
                       .reason = fmt::format("{} says that all went well and prints {}, where it "
                                             "prints {} without faults",
                                             program.name,
                                             now,
                                             then),
                       .signature = fmt::format("{}: {}", wrong_output, now)});
    }
    const std::string exception = completed ? std::string() : uncaught_exception(program.errors);
    if (!exception.empty())
      found.push_back(
          {.oracle = std::string(unhandled_exception),
           .reason =
               fmt::format("{} gave up by {}, which it does not catch", program.name, exception),
           .signature = fmt::format("{}: {}{}", unhandled_exception, exception, where(result))});
  }
  return found;
}

std::string uncaught_exception(std::string_view errors) {
  if (std::string python = python_exception(errors); !python.empty()) return python;
  while (!errors.empty()) {
    const std::string_view line = take_line(errors);
    for (const auto& [beginning, name] : beginnings)
      if (line.starts_with(beginning)) return std::string(name);
  }
  return {};
}

}  // namespace ripcord::explore
