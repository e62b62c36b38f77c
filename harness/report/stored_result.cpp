#include "harness/report/stored_result.hpp"

#include "harness/run/oracle.hpp"

#include <algorithm>
#include <array>
#include <limits>

namespace ripcord::report {
namespace {

/// The value of `key` among `values`, by what `name` calls them.
template <typename Value, std::size_t count, typename Name>
Value named(const StoredJson& json,
            std::string_view key,
            const std::array<Value, count>& values,
            Name name) {
  const std::string word = json.text(key);
  const auto found = std::ranges::find_if(values, [&](Value value) { return name(value) == word; });
  if (found != values.end()) return *found;
  json.at(key).refuse("is no word that is known here");
  return values.front();
}

run::OracleState oracle_state(const StoredJson& json) {
  using run::OracleState;
  constexpr std::array states{
      OracleState::held, OracleState::violated, OracleState::not_judged, OracleState::off};
  return named(json, "state", states, run::oracle_state_name);
}

/// Of the oracles of this program: results name them by views.
std::string_view oracle_id(const StoredJson& json) {
  const std::string id = json.text("id");
  const auto found = std::ranges::find_if(
      run::oracles(), [&](const run::Oracle* oracle) { return oracle->id == id; });
  if (found != run::oracles().end()) return (*found)->id;
  json.at("id").refuse("is no oracle that is known here");
  return {};
}

std::vector<run::RuleReport> rules(const StoredJson& json) {
  std::vector<run::RuleReport> all;
  for (const StoredJson& rule : json.items("rules")) {
    all.push_back({.id = rule.text("id"),
                   .kind = rule.text("kind"),
                   .line = rule.small_number("line"),
                   .matched = rule.number("matched"),
                   .fired = rule.number("fired"),
                   .why_not = rule.text_if_any("why_not"),
                   .at = rule.texts("at")});
  }
  return all;
}

std::vector<run::OracleReport> oracles(const StoredJson& json) {
  std::vector<run::OracleReport> all;
  for (const StoredJson& oracle : json.items("oracles")) {
    all.push_back({.id = oracle_id(oracle),
                   .state = oracle_state(oracle),
                   .reason = oracle.text_if_any("reason")});
  }
  return all;
}

std::vector<run::ExpectationReport> expectations(const StoredJson& json) {
  std::vector<run::ExpectationReport> all;
  for (const StoredJson& expectation : json.items("expectations")) {
    all.push_back({.field = expectation.text("field"),
                   .expected = expectation.text("expected"),
                   .actual = expectation.text("actual"),
                   .ok = expectation.boolean("ok"),
                   .line = expectation.small_number("line")});
  }
  return all;
}

run::Metrics metrics(const StoredJson& json) {
  return {.calls = json.number("calls"),
          .retries = json.number("retries"),
          .reconnects = json.number("reconnects"),
          .mapper_queries = json.number("mapper_queries"),
          .bytes_to_server = json.number("bytes_to_server"),
          .bytes_to_client = json.number("bytes_to_client"),
          .ambiguous_connections = json.number("ambiguous_connections"),
          .ambiguous_strikes = json.number("ambiguous_strikes")};
}

world::LoadTimes times(const StoredJson& json) {
  return {.p50 = stored_duration(json, "p50_ns"),
          .p90 = stored_duration(json, "p90_ns"),
          .p99 = stored_duration(json, "p99_ns"),
          .p99_9 = stored_duration(json, "p99.9_ns"),
          .max = stored_duration(json, "max_ns")};
}

std::vector<run::LoadReport> loads(const StoredJson& json) {
  std::vector<run::LoadReport> all;
  for (const StoredJson& load : json.items("loads")) {
    all.push_back({.step = load.text("step"),
                   .client = load.text("client"),
                   .end = {.answers = load.number("answers"),
                           .failures = load.number("failures"),
                           .stub_bytes = load.number("stub_bytes"),
                           .elapsed = stored_duration(load, "elapsed_ns"),
                           .latency = times(load.at("latency")),
                           .service = times(load.at("service")),
                           .is_saturated = load.boolean("generator_saturated")}});
  }
  return all;
}

run::Failure failure(const StoredJson& json) {
  return {.step = json.text("step"),
          .field = json.text_if_any("field"),
          .expected = json.text_if_any("expected"),
          .actual = json.text_if_any("actual"),
          .line = json.small_number("line"),
          .oracle = json.text_if_any("oracle"),
          .active_faults = json.texts("active_faults")};
}

world::Ending ending(const StoredJson& json) {
  world::Ending ending{.outcome = stored_outcome(json),
                       .file = json.text_if_any("ended_file"),
                       .operation = json.text_if_any("operation"),
                       .message = json.text_if_any("message")};
  if (json.has("error")) ending.error = json.small_number("error");
  if (json.has("event")) ending.event = json.small_number("event");
  return ending;
}

}  // namespace

run::RunResult stored_result(const StoredJson& json) {
  run::RunResult result;
  result.variant = json.text("variant");
  result.transport = json.text("transport");
  result.seed = json.number("seed");
  result.live = json.boolean("live");
  if (json.has("repetition")) result.repetition = json.small_number("repetition");
  if (json.has("attempts")) result.attempts = json.small_number("attempts");
  result.verdict = stored_verdict(json);
  result.ending = ending(json);
  result.elapsed = stored_duration(json, "virtual_ns");
  result.wall = stored_duration(json, "wall_ns");
  if (json.has("trace_hash")) result.trace_hash = json.hash("trace_hash");
  result.time_free_hash = json.hash("time_free_hash");
  result.plan_hash = json.hash("plan_hash");
  result.outcome_hash = json.hash("outcome_hash");
  result.rules = rules(json);
  result.oracles = oracles(json);
  result.expectations = expectations(json);
  result.metrics = metrics(json.at("metrics"));
  if (json.has("loads")) result.loads = loads(json);
  if (!json.has("failure")) return result;
  // What went wrong without a word of why has its line only.
  const run::Failure why = failure(json.at("failure"));
  if (why != run::Failure{.line = why.line}) result.failure = why;
  return result;
}

Artifacts stored_artifacts(const StoredJson& json) {
  Artifacts artifacts{.trace = json.text_if_any("trace"),
                      .capture = json.text_if_any("capture"),
                      .failure = json.text_if_any("failure"),
                      .replay = json.text_if_any("replay")};
  if (json.has("programs")) artifacts.programs = json.texts("programs");
  return artifacts;
}

run::Verdict stored_verdict(const StoredJson& json) {
  using run::Verdict;
  constexpr std::array verdicts{
      Verdict::passed, Verdict::failed, Verdict::invalid, Verdict::error, Verdict::incomplete};
  return named(json, "verdict", verdicts, run::verdict_name);
}

run::Outcome stored_outcome(const StoredJson& json) {
  using run::Outcome;
  constexpr std::array outcomes{
      Outcome::completed, Outcome::failed, Outcome::hung, Outcome::crashed, Outcome::refused};
  return named(json, "outcome", outcomes, scenario::outcome_word);
}

Duration stored_duration(const StoredJson& json, std::string_view key) {
  const std::uint64_t nanoseconds = json.number(key);
  if (nanoseconds <= static_cast<std::uint64_t>(std::numeric_limits<Duration::rep>::max()))
    return Duration(static_cast<Duration::rep>(nanoseconds));
  json.at(key).refuse("is too large");
  return {};
}

}  // namespace ripcord::report
