#include "harness/run/program_comparison.hpp"

#include "harness/scenario/line_pattern.hpp"
#include "transports/base/quantity.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace ripcord::run {
namespace {

using scenario::Expected;
using scenario::ExpectedOutput;
using world::ProgramEnd;

/// Streams of a program that are looked at together.
using Streams = std::array<std::string_view, 2>;

bool any_line(const Streams& streams, const auto& visit) {
  return std::ranges::any_of(
      streams, [&](std::string_view text) { return scenario::any_line(text, visit); });
}

bool has_match(const Streams& streams, const std::string& expression) {
  const std::optional<scenario::LinePattern> pattern = scenario::LinePattern::parse(expression);
  return pattern &&
         any_line(streams, [&](std::string_view line) { return pattern->matches(line); });
}

/// The end of what was written, on one line of a report.
std::string shown(const Streams& streams) {
  constexpr std::size_t bytes_max = 200;
  std::string text;
  for (const std::string_view stream : streams) text += stream;
  while (text.ends_with('\n')) text.pop_back();
  if (text.empty()) return "no output";
  if (text.size() > bytes_max) text = "..." + text.substr(text.size() - bytes_max);
  std::ranges::replace(text, '\n', '|');
  return text;
}

Comparison compare_output(const Expected& expected, const Streams& streams) {
  const auto* output = std::get_if<ExpectedOutput>(&expected.value);
  if (output == nullptr) return {};
  const auto holds = [&](std::string_view line) {
    return line.find(output->contains) != std::string_view::npos;
  };
  const bool contains = output->contains.empty() || any_line(streams, holds);
  const bool matches = output->matches.empty() || has_match(streams, output->matches);
  const bool lacks = output->lacks.empty() || !has_match(streams, output->lacks);
  return {shown(streams), contains && matches && lacks};
}

Comparison compare_exit_code(const Expected& expected, const ProgramEnd& program) {
  if (program.signal != 0) return {fmt::format("none, signal {}", program.signal), false};
  const auto* range = std::get_if<shim::Range>(&expected.value);
  return {std::to_string(program.exit_code),
          range != nullptr && range->contains(program.exit_code)};
}

Comparison compare_duration(const Expected& expected, Duration actual) {
  const auto* range = std::get_if<shim::DurationRange>(&expected.value);
  return {duration_text(actual), range != nullptr && range->low <= actual && actual <= range->high};
}

Comparison compare_cpu(const Expected& expected, Duration actual) {
  const auto* limit = std::get_if<Duration>(&expected.value);
  return {duration_text(actual), limit != nullptr && actual <= *limit};
}

Comparison compare_memory(const Expected& expected, std::uint64_t actual) {
  const auto* range = std::get_if<shim::Range>(&expected.value);
  return {fmt::format("{}KiB", actual >> 10U),
          range != nullptr && range->contains(static_cast<std::int64_t>(actual))};
}

constexpr std::array<std::string_view, 7> fields{
    "output", "stdout", "stderr", "exit_code", "duration", "cpu", "peak_memory"};

}  // namespace

std::optional<Comparison> compare_program(const Expected& expected,
                                          const std::optional<ProgramEnd>& program) {
  const std::string_view field = expected.field;
  if (std::ranges::find(fields, field) == fields.end()) return std::nullopt;
  if (!program) return Comparison{"no program ended", false};
  if (field == "output") return compare_output(expected, {program->output, program->errors});
  if (field == "stdout") return compare_output(expected, {program->output, {}});
  if (field == "stderr") return compare_output(expected, {program->errors, {}});
  if (field == "exit_code") return compare_exit_code(expected, *program);
  if (field == "duration") return compare_duration(expected, program->duration);
  if (field == "cpu") return compare_cpu(expected, program->cpu);
  return compare_memory(expected, program->peak_bytes);
}

}  // namespace ripcord::run
