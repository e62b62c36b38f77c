// Loads as steps of a workload, where time is virtual: a call takes 1 ms each way and 2 ms of work.
#include "harness/peers/dcerpc_cast.hpp"
#include "tests/harness/run/rehearsal.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace ripcord::run {
namespace {

using namespace std::chrono_literals;

Rehearsal loaded(const std::string& load, const std::string& expected = "") {
  const std::string text = R"(format: 1
name: loaded
world:
  network: { latency: 1ms, reads: whole, schedule: fifo }
  services: [ { name: demo, interface: echo, service_time: { spin: 2ms } } ]
  clients: { caller: { kind: echo } }
workload:
  - load: { id: load, client: caller, service: demo, duration: 1s, )" +
                           load + R"( }
expect: { all: { outcome: completed, steps: { load: { failures: 0, )" +
                           expected + " } } } }\n";
  return {peers::dcerpc_cast(), {.file = "loaded.yaml", .text = text}};
}

/// What a histogram may make of `time`: at most 0.1 % more.
bool is_nearly(Duration time, Duration actual) {
  return time <= actual && actual <= time + time / 1000;
}

TEST(LoadStep, in_a_closed_loop_calls_again_as_soon_as_it_is_answered) {
  const Rehearsal rehearsal = loaded("connections: 1");

  const RunResult result = rehearsal.play();

  ASSERT_EQ(1U, result.loads.size());
  EXPECT_EQ(250U, result.loads[0].end.answers);
}

TEST(LoadStep, measures_what_a_call_takes) {
  const Rehearsal rehearsal = loaded("connections: 1");

  const RunResult result = rehearsal.play();

  EXPECT_PRED2(is_nearly, 4ms, result.loads.at(0).end.latency.p50);
  EXPECT_PRED2(is_nearly, 4ms, result.loads.at(0).end.service.max);
}

TEST(LoadStep, calls_over_several_connections_side_by_side) {
  const Rehearsal rehearsal = loaded("connections: 4");

  EXPECT_EQ(1000U, rehearsal.play().loads.at(0).end.answers);
}

TEST(LoadStep, in_an_open_loop_counts_what_calls_wait_for_a_connection) {
  // Twice as many calls as one connection can carry: the last of 500 waits about a second.
  const Rehearsal rehearsal = loaded("mode: open, rate: 500");

  const RunResult result = rehearsal.play();

  EXPECT_GT(result.loads.at(0).end.latency.max, 500ms);
  EXPECT_PRED2(is_nearly, 4ms, result.loads.at(0).end.service.max);
}

TEST(LoadStep, is_held_against_what_is_expected_of_it) {
  const Rehearsal rehearsal = loaded("connections: 1", "answers: 250, calls_per_s: 250, p99: 5ms");

  EXPECT_EQ(Verdict::passed, rehearsal.play().verdict);
}

TEST(LoadStep, fails_a_run_that_expects_it_to_be_faster) {
  const Rehearsal rehearsal = loaded("connections: 1", "p50: 3ms");

  const RunResult result = rehearsal.play();

  ASSERT_TRUE(result.failure);
  EXPECT_EQ("steps.load.p50", result.failure->field);
}

TEST(LoadStep, fails_where_a_call_has_no_answer) {
  Rehearsal rehearsal(peers::dcerpc_cast(), {.file = "loaded.yaml", .text = R"(format: 1
name: loaded
world:
  services: [ { name: demo, interface: echo } ]
  clients: { caller: { kind: echo } }
faults: [ { id: cut, when: { pdu: response, interface: echo, nth: 5 }, do: { reset: {} } } ]
workload: [ { load: { id: load, client: caller, service: demo, duration: 1s } } ]
expect: { all: { outcome: failed, steps: { load: { failures: 1, answers: { min: 1 } } } } }
)"});

  const RunResult result = rehearsal.play();

  EXPECT_EQ(Verdict::passed, result.verdict);
}

TEST(LoadStep, of_one_seed_is_the_same_each_time) {
  const Rehearsal rehearsal = loaded("mode: open, rate: 500, connections: 3");

  EXPECT_EQ(rehearsal.play(7).trace_hash, rehearsal.play(7).trace_hash);
}

}  // namespace
}  // namespace ripcord::run
