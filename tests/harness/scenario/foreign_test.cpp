// Programs of others: what `check` says of them, and what a run is given.
#include "harness/scenario/expectation.hpp"
#include "harness/scenario/foreign_checks.hpp"
#include "harness/scenario/line_pattern.hpp"
#include "harness/scenario/step.hpp"
#include "tests/harness/scenario/stage_words.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <string>

namespace ripcord::scenario {
namespace {

using namespace std::chrono_literals;

/// A scenario of one foreign client `probe`, one of ours, and `body`.
std::string with_probe(const std::string& body) {
  return "format: 1\n"
         "name: probe\n"
         "world:\n"
         "  services: [ { name: store, interface: echo } ]\n"
         "  clients: { probe: { kind: foreign, client: { command: [probe] } }, ours: {} }\n" +
         body;
}

std::string first_line(const std::string& errors) { return errors.substr(0, errors.find('\n')); }

std::string probe_errors(const std::string& body) {
  return first_line(errors_of(with_probe(body + "expect: { all: { outcome: completed } }\n")));
}

std::string command_errors(const std::string& keys) {
  return first_line(errors_of(with_head(
      std::string(live_head) + "world: { services: [ { name: s, interface: echo,\nserver: { " +
      keys + " } } ] }\n")));
}

ResolvedScenario with_workload(const std::string& workload) {
  return resolved(
      with_probe(std::string(live_head) + workload + "expect: { all: { outcome: completed } }\n"));
}

TEST(ForeignPeers, are_reached_over_tcp_only) {
  EXPECT_EQ("probe.yaml:7:13: error: programs of others are reached over tcp only",
            probe_errors("requires: [python3]\ntransports: [sim, tcp]\n"));
}

TEST(ForeignPeers, need_a_transport_that_is_not_the_default) {
  EXPECT_EQ("probe.yaml:1:1: error: programs of others are reached over tcp only",
            probe_errors("requires: [python3]\n"));
}

TEST(ForeignPeers, must_be_announced) {
  EXPECT_EQ(
      "probe.yaml:4:3: error: a scenario that starts programs of others must say what it "
      "requires",
      probe_errors("transports: [tcp]\n"));
}

TEST(ForeignPeers, only_run) {
  EXPECT_EQ("probe.yaml:8:29: error: `probe` is somebody else's program, which can only be run",
            probe_errors(std::string(live_head) +
                         "workload: [ echo: { client: probe, service: store } ]\n"));
}

TEST(ForeignPeers, are_alone_in_being_run) {
  EXPECT_EQ(
      "probe.yaml:8:39: error: `run` is for clients of `kind: foreign`",
      probe_errors(std::string(live_head) + "workload: [ sleep: 1s, run: { client: ours } ]\n"));
}

TEST(ForeignPeers, are_known_by_their_specification) {
  EXPECT_TRUE(has_foreign_peers(with_workload("").world));
}

TEST(ForeignPeers, are_not_what_is_ours) {
  EXPECT_FALSE(has_foreign_peers(resolved(with_head("world: { clients: { a: {} } }\n")).world));
}

TEST(ForeignServer, cannot_be_moved_by_an_action) {
  EXPECT_EQ(
      "probe.yaml:8:62: error: `move_endpoint` needs a service of ours; `theirs` is somebody "
      "else's program",
      first_line(errors_of(with_head(
          std::string(live_head) +
          "world: { services: [ { name: theirs, interface: echo, connect: \"h:1\" } ] }\n"
          "faults: [ { id: r, when: {}, do: { move_endpoint: { service: theirs } } } ]\n"))));
}

TEST(ForeignServer, is_up_when_a_regular_expression_matches) {
  EXPECT_EQ("", command_errors("command: [a], ready: \"listening on [0-9]+\", ready_within: 3s"));
}

TEST(ForeignServer, has_no_broken_regular_expression) {
  EXPECT_EQ("probe.yaml:8:33: error: `ready` must be tcp or a regular expression, not `up (`",
            command_errors("command: [a], ready: \"up (\""));
}

TEST(RunNames, that_do_not_exist_are_refused) {
  EXPECT_EQ("probe.yaml:8:22: error: a run gives no name `RIPCORD_PROT` to programs",
            command_errors("command: [\"${RIPCORD_PROT}\"]"));
}

TEST(RunNames, may_stand_in_a_command) {
  EXPECT_EQ("", command_errors("command: [a, \"-p${RIPCORD_PORT}\"]"));
}

TEST(RunStep, has_defaults) {
  EXPECT_EQ(RunStep{},
            std::get<RunStep>(
                with_workload("workload: [ run: { client: probe } ]\n").workload.at(0).action));
}

TEST(RunStep, names_a_service_and_a_time_limit) {
  const ResolvedScenario run =
      with_workload("workload: [ run: { client: probe, service: store, timeout: 2s } ]\n");

  EXPECT_EQ((RunStep{.service = "store", .timeout = 2s}),
            std::get<RunStep>(run.workload.at(0).action));
}

TEST(RunStep, is_done_once_by_every_foreign_client_where_a_workload_has_no_step) {
  const ResolvedScenario run = with_workload("");

  ASSERT_EQ(1U, run.workload.size());
  const auto& parallel = std::get<ParallelStep>(run.workload.front().action);
  ASSERT_EQ(1U, parallel.steps.size());
  EXPECT_EQ("probe", parallel.steps.front().client);
  EXPECT_EQ(RunStep{}, std::get<RunStep>(parallel.steps.front().action));
}

std::vector<Expected> expected(const std::string& fields) {
  return resolved(with_head("").replace(with_head("").find("outcome: completed"), 18, fields))
      .expectation.fields;
}

std::string expected_errors(const std::string& fields) {
  return first_line(
      errors_of(with_head("").replace(with_head("").find("outcome: completed"), 18, fields)));
}

TEST(ExpectedProgram, has_an_output_that_contains_a_text) {
  EXPECT_EQ((Expected{"output", "done", 4, ExpectedOutput{.contains = "done"}}),
            expected("output: done").at(0));
}

TEST(ExpectedProgram, has_lines_that_match_and_others_that_do_not) {
  EXPECT_EQ(
      (ExpectedOutput{.contains = "a", .matches = "^[0-9]+$", .lacks = "Trace"}),
      std::get<ExpectedOutput>(
          expected("stdout: { contains: a, matches: \"^[0-9]+$\", lacks: Trace }").at(0).value));
}

TEST(ExpectedProgram, has_no_broken_regular_expression) {
  EXPECT_EQ("probe.yaml:4:36: error: `lacks` must be a regular expression, not `[`",
            expected_errors("stderr: { lacks: \"[\" }"));
}

TEST(ExpectedProgram, does_not_know_other_ways_to_look_at_output) {
  EXPECT_EQ("probe.yaml:4:28: error: unknown key `match` in output",
            expected_errors("output: { match: a }"));
}

TEST(ExpectedProgram, has_an_output_of_which_something_is_expected) {
  EXPECT_EQ("probe.yaml:4:26: error: `output` expects nothing", expected_errors("output: {}"));
}

TEST(ExpectedProgram, costs_so_much_at_most) {
  const std::vector<Expected> fields =
      expected("exit_code: 1..2, duration: 1s..3s, cpu: 50ms, peak_memory: 64MiB");

  EXPECT_EQ((shim::Range{1, 2}), std::get<shim::Range>(fields.at(0).value));
  EXPECT_EQ((shim::DurationRange{1s, 3s}), std::get<shim::DurationRange>(fields.at(1).value));
  EXPECT_EQ(Duration(50ms), std::get<Duration>(fields.at(2).value));
  EXPECT_EQ((shim::Range{0, 64 << 20}), std::get<shim::Range>(fields.at(3).value));
}

TEST(LinePattern, matches_a_part_of_a_line) {
  EXPECT_TRUE(LinePattern::parse("b+$")->matches("aabb"));
  EXPECT_FALSE(LinePattern::parse("^b")->matches("aabb"));
}

TEST(LinePattern, is_no_text_that_does_not_end) { EXPECT_FALSE(LinePattern::parse("(")); }

TEST(LinePattern, looks_at_the_beginning_of_an_endless_line_only) {
  const std::string line = std::string(LinePattern::line_bytes_max, 'a') + "b";

  EXPECT_FALSE(LinePattern::parse("b")->matches(line));
}

TEST(AnyLine, sees_each_line_without_its_end) {
  std::string seen;
  any_line("one\n\ntwo", [&](std::string_view line) {
    seen += std::string(line) + "|";
    return false;
  });

  EXPECT_EQ("one||two|", seen);
}

}  // namespace
}  // namespace ripcord::scenario
