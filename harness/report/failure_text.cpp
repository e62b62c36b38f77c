#include "harness/report/failure_text.hpp"

#include "harness/report/plain_text.hpp"

#include <fmt/format.h>

#include <iterator>

namespace ripcord::report {
namespace {

/// Appends `  label      value`, and nothing where there is no value.
void append_row(std::string& text, std::string_view label, const std::string& value) {
  if (value.empty()) return;
  fmt::format_to(std::back_inserter(text), "  {:<11}{}\n", label, plain_text(value));
}

std::string place(const Subject& subject, const run::RunResult& result) {
  return fmt::format("{}:{}", subject.file, line_of(subject, result));
}

/// `field: value`, as the line would stand in a scenario file.
std::string as_line(const std::string& field, const std::string& value) {
  return field.empty() || value.empty() ? value : fmt::format("{}: {}", field, value);
}

std::string joined(const std::vector<std::string>& words) {
  return fmt::format("{}", fmt::join(words, ", "));
}

}  // namespace

std::string failure_text(const Subject& subject, const run::RunResult& result) {
  const run::Failure failure = result.failure.value_or(run::Failure{});
  std::string text = fmt::format(
      "{}: {} seed {}\n", run::verdict_name(result.verdict), title(subject), result.seed);
  append_row(text, "scenario", subject.name);
  append_row(text, "step", failure.step);
  append_row(text, "at", place(subject, result));
  append_row(text, "expected", as_line(failure.field, failure.expected));
  append_row(text, "actual", as_line(failure.field, failure.actual));
  append_row(text, "field", failure.field);
  append_row(text, "oracle", failure.oracle);
  append_row(text, "ended", what_broke(result.ending));
  append_row(text, "message", result.ending.message);
  append_row(text,
             "faults",
             failure.active_faults.empty() ? "none had fired" : joined(failure.active_faults));
  append_row(text, "reproduce", reproduce_command(subject, result.seed));
  return text;
}

std::uint32_t line_of(const Subject& subject, const run::RunResult& result) {
  return result.failure && result.failure->line != 0 ? result.failure->line : subject.line;
}

std::string failure_line(const run::RunResult& result) {
  if (!result.failure) return std::string(run::verdict_name(result.verdict));
  const run::Failure& failure = *result.failure;
  const std::string& field = failure.field.empty() ? failure.oracle : failure.field;
  std::string line = failure.step.empty() ? "" : failure.step + ": ";
  if (!field.empty()) line += field + ": ";
  if (failure.expected.empty()) return plain_text(line + failure.actual);
  return plain_text(fmt::format("{}expected {}, got {}", line, failure.expected, failure.actual));
}

std::string what_broke(const world::Ending& ending) {
  if (ending.outcome == run::Outcome::completed) return {};
  std::string text = ending.operation;
  if (!ending.file.empty()) text += (text.empty() ? "" : " of ") + ending.file;
  std::string details;
  // Both forms: people know 1722 in decimal and 0x102 in hexadecimal.
  if (ending.error != 0) details = fmt::format("error {}", ending.error);
  if (ending.error > 9) details += fmt::format(" ({:#x})", ending.error);
  if (ending.event != 0) {
    details += fmt::format("{}event {}", details.empty() ? "" : ", ", ending.event);
  }
  if (!text.empty() && !details.empty()) text += ": ";
  text += details;
  return text.empty() ? "the workload" : plain_text(text);
}

std::string violated_oracles(const run::RunResult& result) {
  std::string names;
  for (const run::OracleReport& oracle : result.oracles) {
    if (oracle.state != run::OracleState::violated) continue;
    if (!names.empty()) names += ", ";
    names += oracle.id;
  }
  return names;
}

}  // namespace ripcord::report
