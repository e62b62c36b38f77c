#include "harness/run/expectation.hpp"

#include "harness/run/load_comparison.hpp"
#include "harness/run/program_comparison.hpp"
#include "transports/base/quantity.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>

namespace ripcord::run {
namespace {

using scenario::ErrorValue;
using scenario::Expected;

Comparison compare_count(const Expected& expected, std::uint64_t actual) {
  const auto* range = std::get_if<shim::Range>(&expected.value);
  return {std::to_string(actual),
          range != nullptr && range->contains(static_cast<std::int64_t>(actual))};
}

Comparison compare_word(const Expected& expected, std::string_view actual) {
  const auto* word = std::get_if<std::string>(&expected.value);
  return {actual.empty() ? "none" : std::string(actual), word != nullptr && *word == actual};
}

Comparison compare_outcome(const Expected& expected, world::Outcome actual) {
  const auto* outcome = std::get_if<world::Outcome>(&expected.value);
  return {std::string(scenario::outcome_word(actual)), outcome != nullptr && *outcome == actual};
}

Comparison compare_error(const Expected& expected, std::uint32_t actual) {
  const auto* error = std::get_if<ErrorValue>(&expected.value);
  return {actual == 0 ? "none" : fmt::format("{:#x} ({})", actual, actual),
          error != nullptr && error->number == actual};
}

Comparison compare_within(const Expected& expected, Duration actual) {
  const auto* limit = std::get_if<Duration>(&expected.value);
  return {duration_text(actual), limit != nullptr && actual <= *limit};
}

/// `intact` wants one file at least, and none that is missing.
Comparison compare_files(const Expected& expected, const Seen& seen) {
  std::string_view actual = "intact";
  if (seen.files_received == 0 || seen.files_missing > 0) actual = "missing";
  if (!seen.files_intact) actual = "damaged";
  return compare_word(expected, actual);
}

Comparison compare_field(const Expected& expected, const Seen& seen) {
  const std::string_view field = expected.field;
  if (field == "outcome") return compare_outcome(expected, seen.ending.outcome);
  if (field == "file") return compare_word(expected, seen.ending.file);
  if (field == "operation") return compare_word(expected, seen.ending.operation);
  if (field == "error") return compare_error(expected, seen.ending.error);
  if (field == "event") return compare_count(expected, seen.ending.event);
  if (field == "files") return compare_files(expected, seen);
  if (field == "within") return compare_within(expected, seen.elapsed);
  if (field == "calls") return compare_count(expected, seen.metrics.calls);
  if (field == "retries") return compare_count(expected, seen.metrics.retries);
  if (field == "reconnects") return compare_count(expected, seen.metrics.reconnects);
  if (field == "mapper_queries") return compare_count(expected, seen.metrics.mapper_queries);
  if (field == "lookup_handles") return compare_count(expected, seen.lookup_handles);
  if (std::optional<Comparison> of_load = compare_load(expected, seen.ending.load))
    return *std::move(of_load);
  return compare_program(expected, seen.ending.program)
      .value_or(Comparison{"not known to this build", false});
}

ExpectationReport report(std::string path, const Expected& expected, Comparison comparison) {
  return {.field = std::move(path),
          .expected = expected.text,
          .actual = std::move(comparison.actual),
          .ok = comparison.ok,
          .line = expected.line};
}

void compare_named(std::string_view kind,
                   const std::vector<scenario::ExpectedOf>& expectations,
                   const std::vector<Seen>& seen,
                   std::vector<ExpectationReport>& reports) {
  for (const scenario::ExpectedOf& of : expectations) {
    const auto found = std::find_if(
        seen.begin(), seen.end(), [&](const Seen& one) { return one.name == of.name; });
    for (const Expected& expected : of.fields) {
      Comparison comparison{"never begun", false};
      if (found != seen.end()) comparison = compare_field(expected, *found);
      reports.push_back(
          report(fmt::format("{}.{}.{}", kind, of.name, expected.field), expected, comparison));
    }
  }
}

void compare_rules(const std::vector<scenario::ExpectedOf>& expectations,
                   std::span<const RuleReport> rules,
                   std::vector<ExpectationReport>& reports) {
  for (const scenario::ExpectedOf& of : expectations) {
    const auto rule = std::find_if(
        rules.begin(), rules.end(), [&](const RuleReport& one) { return one.id == of.name; });
    for (const Expected& expected : of.fields) {
      Comparison comparison{"no such rule", false};
      if (rule != rules.end()) {
        comparison =
            compare_count(expected, expected.field == "matched" ? rule->matched : rule->fired);
      }
      reports.push_back(
          report(fmt::format("rules.{}.{}", of.name, expected.field), expected, comparison));
    }
  }
}

}  // namespace

std::vector<ExpectationReport> compare(const scenario::Expectation& expectation,
                                       const SeenRun& seen) {
  std::vector<ExpectationReport> reports;
  for (const Expected& expected : expectation.fields) {
    // The oracles are judged on their own.
    if (expected.field == "violates") continue;
    reports.push_back(report(expected.field, expected, compare_field(expected, seen.run)));
  }
  compare_named("steps", expectation.steps, seen.steps, reports);
  compare_named("clients", expectation.clients, seen.clients, reports);
  compare_rules(expectation.rules, seen.rules, reports);
  return reports;
}

}  // namespace ripcord::run
