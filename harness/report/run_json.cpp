#include "harness/report/run_json.hpp"

#include "harness/report/failure_text.hpp"
#include "harness/report/json_writer.hpp"

#include <algorithm>

namespace ripcord::report {
namespace {

/// Most passing runs need no more, in bytes.
constexpr std::size_t usual_size = 2048;

std::uint64_t nanoseconds(Duration duration) {
  return static_cast<std::uint64_t>(std::max<Duration::rep>(0, duration.count()));
}

/// Left out where it says nothing, so that a line stays short.
void text_if_any(JsonWriter& json, std::string_view name, std::string_view value) {
  if (!value.empty()) json.text(name, value);
}

void write_texts(JsonWriter& json, std::string_view name, const std::vector<std::string>& texts) {
  json.key(name).begin_array();
  for (const std::string& text : texts) json.text(text);
  json.end_array();
}

void write_identity(JsonWriter& json, const Subject& subject, const run::RunResult& result) {
  json.text("id", run_id(subject, result.seed, result.repetition))
      .text("scenario", subject.scenario);
  json.hash("digest", subject.digest).number("line", subject.line);
  json.text("variant", subject.variant).text("transport", subject.transport);
  json.boolean("live", result.live).number("seed", result.seed);
  if (result.repetition > 1) json.number("repetition", result.repetition);
  if (result.attempts > 1) json.number("attempts", result.attempts);
}

void write_ending(JsonWriter& json, const Subject& subject, const run::RunResult& result) {
  json.text("verdict", run::verdict_name(result.verdict));
  json.text("outcome", scenario::outcome_word(result.ending.outcome));
  text_if_any(json, "ended", what_broke(result.ending));
  text_if_any(json, "operation", result.ending.operation);
  text_if_any(json, "ended_file", result.ending.file);
  if (result.ending.error != 0) json.number("error", result.ending.error);
  if (result.ending.event != 0) json.number("event", result.ending.event);
  text_if_any(json, "message", result.ending.message);
  json.number("virtual_ns", subject.deterministic ? nanoseconds(result.elapsed) : 0);
  json.number("wall_ns", nanoseconds(result.wall));
  if (subject.deterministic) json.hash("trace_hash", result.trace_hash);
  json.hash("time_free_hash", result.time_free_hash);
  json.hash("plan_hash", result.plan_hash).hash("outcome_hash", result.outcome_hash);
}

void write_rules(JsonWriter& json, const std::vector<run::RuleReport>& rules) {
  json.key("rules").begin_array();
  for (const run::RuleReport& rule : rules) {
    json.begin_object().text("id", rule.id).text("kind", rule.kind).number("line", rule.line);
    json.number("matched", rule.matched).number("fired", rule.fired);
    text_if_any(json, "why_not", rule.why_not);
    write_texts(json, "at", rule.at);
    json.end_object();
  }
  json.end_array();
}

void write_oracles(JsonWriter& json, const std::vector<run::OracleReport>& oracles) {
  json.key("oracles").begin_array();
  for (const run::OracleReport& oracle : oracles) {
    json.begin_object().word("id", oracle.id);
    json.word("state", run::oracle_state_name(oracle.state));
    text_if_any(json, "reason", oracle.reason);
    json.end_object();
  }
  json.end_array();
}

void write_expectations(JsonWriter& json, const std::vector<run::ExpectationReport>& expectations) {
  json.key("expectations").begin_array();
  for (const run::ExpectationReport& expectation : expectations) {
    json.begin_object().text("field", expectation.field).text("expected", expectation.expected);
    json.text("actual", expectation.actual).boolean("ok", expectation.ok);
    json.number("line", expectation.line).end_object();
  }
  json.end_array();
}

void write_metrics(JsonWriter& json, const run::Metrics& metrics) {
  json.key("metrics").begin_object();
  json.number("calls", metrics.calls).number("retries", metrics.retries);
  json.number("reconnects", metrics.reconnects).number("mapper_queries", metrics.mapper_queries);
  json.number("bytes_to_server", metrics.bytes_to_server);
  json.number("bytes_to_client", metrics.bytes_to_client);
  json.number("ambiguous_connections", metrics.ambiguous_connections);
  json.number("ambiguous_strikes", metrics.ambiguous_strikes).end_object();
}

void write_times(JsonWriter& json, std::string_view name, const world::LoadTimes& times) {
  json.key(name).begin_object();
  json.number("p50_ns", nanoseconds(times.p50)).number("p90_ns", nanoseconds(times.p90));
  json.number("p99_ns", nanoseconds(times.p99)).number("p99.9_ns", nanoseconds(times.p99_9));
  json.number("max_ns", nanoseconds(times.max)).end_object();
}

void write_loads(JsonWriter& json, const std::vector<run::LoadReport>& loads) {
  json.key("loads").begin_array();
  for (const run::LoadReport& load : loads) {
    json.begin_object().text("step", load.step).text("client", load.client);
    json.number("answers", load.end.answers).number("failures", load.end.failures);
    json.number("elapsed_ns", nanoseconds(load.end.elapsed));
    json.number("stub_bytes", load.end.stub_bytes);
    json.boolean("generator_saturated", load.end.is_saturated);
    write_times(json, "latency", load.end.latency);
    write_times(json, "service", load.end.service);
    json.end_object();
  }
  json.end_array();
}

void write_failure(JsonWriter& json, const Subject& subject, const run::RunResult& result) {
  const run::Failure failure = result.failure.value_or(run::Failure{});
  json.key("failure").begin_object().text("text", failure_text(subject, result));
  json.text("step", failure.step).text("file", subject.file);
  json.number("line", failure.line == 0 ? subject.line : failure.line);
  text_if_any(json, "field", failure.field);
  text_if_any(json, "expected", failure.expected);
  text_if_any(json, "actual", failure.actual);
  text_if_any(json, "oracle", failure.oracle);
  write_texts(json, "active_faults", failure.active_faults);
  json.end_object();
}

void write_artifacts(JsonWriter& json, const Artifacts& artifacts) {
  json.key("artifacts").begin_object();
  text_if_any(json, "trace", artifacts.trace);
  text_if_any(json, "capture", artifacts.capture);
  text_if_any(json, "failure", artifacts.failure);
  text_if_any(json, "replay", artifacts.replay);
  if (!artifacts.programs.empty()) write_texts(json, "programs", artifacts.programs);
  json.end_object();
}

}  // namespace

std::string run_json(const Subject& subject,
                     const run::RunResult& result,
                     const Artifacts& artifacts) {
  std::string line;
  line.reserve(usual_size);
  JsonWriter json(line);
  json.begin_object();
  write_identity(json, subject, result);
  write_ending(json, subject, result);
  write_rules(json, result.rules);
  write_oracles(json, result.oracles);
  write_expectations(json, result.expectations);
  write_metrics(json, result.metrics);
  if (!result.loads.empty()) write_loads(json, result.loads);
  if (result.verdict != run::Verdict::passed) write_failure(json, subject, result);
  json.text("replay_command", reproduce_command(subject, result.seed));
  write_artifacts(json, artifacts);
  json.end_object();
  return line;
}

}  // namespace ripcord::report
