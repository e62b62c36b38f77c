#include "tests/harness/report/sample_runs.hpp"

namespace ripcord::report {
namespace {

constexpr std::uint64_t failed_outcome_hash = 0x0f;
constexpr std::uint64_t passed_outcome_hash = 0x0a;

}  // namespace

Subject unpatched_subject() {
  return {.file = "scenarios/q156715/second_file.yaml",
          .scenario = "scenarios/q156715/second_file",
          .name = "second-file-stale-endpoint",
          .variant = "unpatched",
          .transport = "sim",
          .deterministic = true,
          .line = 19,
          .digest = 0x1234,
          .options = {"--variant", "unpatched"}};
}

Subject patched_subject() {
  Subject subject = unpatched_subject();
  subject.variant = "patched";
  subject.line = 20;
  subject.options = {"--variant", "patched"};
  return subject;
}

run::RunResult passed_run(std::uint64_t seed) {
  run::RunResult result;
  result.transport = "sim";
  result.seed = seed;
  result.verdict = run::Verdict::passed;
  result.ending.outcome = run::Outcome::completed;
  result.elapsed = std::chrono::milliseconds(250);
  result.wall = std::chrono::microseconds(30);
  result.trace_hash = 0x1000 + seed;
  result.plan_hash = 1;
  result.outcome_hash = passed_outcome_hash;
  result.rules = {{.id = "store-moves",
                   .kind = "move_endpoint",
                   .line = 22,
                   .matched = 1,
                   .fired = 1,
                   .at = {"a/b"}}};
  result.oracles = {{.id = "no_hang", .state = run::OracleState::held},
                    {.id = "recovery", .state = run::OracleState::held}};
  result.expectations = {
      {.field = "outcome", .expected = "completed", .actual = "completed", .ok = true, .line = 32}};
  result.metrics = {
      .calls = 12, .mapper_queries = 2, .bytes_to_server = 900, .bytes_to_client = 400'000};
  return result;
}

run::RunResult failed_as_expected(std::uint64_t seed) {
  run::RunResult result = passed_run(seed);
  result.ending = {
      .outcome = run::Outcome::failed,
      .file = "pub.edb",
      .operation = "BackupRead",
      .error = 0x102,
      .event = 8010,
      .message = "The Microsoft Exchange services returned 102 from a call to BackupRead() data."};
  result.outcome_hash = failed_outcome_hash;
  result.oracles[1] = {
      .id = "recovery", .state = run::OracleState::violated, .reason = "no call succeeded"};
  return result;
}

run::RunResult wrong_run(std::uint64_t seed) {
  run::RunResult result = failed_as_expected(seed);
  result.verdict = run::Verdict::failed;
  result.ending.error = 1722;
  result.expectations = {
      {.field = "error", .expected = "0x102", .actual = "1722", .ok = false, .line = 31}};
  result.failure = run::Failure{.step = "workload[0] backup",
                                .field = "error",
                                .expected = "0x102",
                                .actual = "1722",
                                .line = 31,
                                .active_faults = {"store-moves"}};
  return result;
}

Heading sample_heading() {
  return {.tool = {.version = "0.1.0",
                   .commit = "abc1234",
                   .compiler = "GNU 12.2.0",
                   .build = "Release"},
          .host = {.system = "Linux 6.1", .machine = "x86_64", .cores = 2},
          .argv = {"ripcord", "run", "scenarios"},
          .started = "2026-11-22T12:03:01Z",
          .planned = 3};
}

}  // namespace ripcord::report
