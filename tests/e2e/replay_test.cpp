#include "tests/e2e/program.hpp"
#include "tests/support/json_schema.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace ripcord::e2e {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

const std::string scenarios = std::string(RIPCORD_SOURCE_DIR) + "/scenarios/";

/// Runs `file` of the scenarios so that its variant `patched` makes more calls than it is expected
/// to; returns the path of its replay.
std::string replay_of_a_failure(const test::TemporaryFolder& here,
                                const std::string& file,
                                const std::string& transport) {
  const test::Finished run = ripcord(here,
                                     {"run",
                                      scenarios + file,
                                      "--variant",
                                      "patched",
                                      "--transport",
                                      transport,
                                      "--set",
                                      "expect.patched.calls.max=0",
                                      "--out",
                                      "o"});
  EXPECT_EQ(1, run.code) << run.err;
  const json result = json::parse(here.read("o/result.json"));
  return "o/" + result.at("runs").at(0).at("artifacts").at("replay").get<std::string>();
}

struct Failure {
  const char* name;
  const char* file;
  const char* transport;
};

class FailingRun : public testing::TestWithParam<Failure> {};

TEST_P(FailingRun, leaves_a_replay_that_fails_again) {
  const test::TemporaryFolder here;
  const std::string replay = replay_of_a_failure(here, GetParam().file, GetParam().transport);

  const test::Finished again = ripcord(here, {"replay", "--strict", replay});

  EXPECT_EQ(1, again.code) << again.err;
  EXPECT_THAT(again.out, HasSubstr("fails as recorded: expectation calls"));
  EXPECT_THAT(again.err, IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(
    of,
    FailingRun,
    testing::Values(
        Failure{"an_action", "q156715/second_file.yaml", "sim"},
        Failure{"an_edited_answer", "endpoint-mapper/answer_stale.yaml", "sim"},
        Failure{"a_fault_that_lasts", "stale-bindings/expire_pinhole.yaml", "sim"},
        Failure{"a_byte_in_a_fragment", "mid-stream/reset_in_the_third_fragment.yaml", "sim"},
        Failure{"a_live_action", "q156715/second_file.yaml", "tcp"},
        Failure{"a_live_byte_in_a_fragment", "mid-stream/reset_in_the_third_fragment.yaml", "tcp"}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(FailingRun, is_reproduced_by_one_command) {
  const test::TemporaryFolder here;
  here.write("x.yaml", sleeper("outcome: failed"));

  const test::Finished run = ripcord(here, {"run", "x.yaml", "--out", "o"});

  EXPECT_THAT(run.out, HasSubstr("reproduce  ripcord run x.yaml --variant base --seed 1"));
}

TEST(FailingRun, says_in_its_replay_what_no_replay_can_express) {
  const test::TemporaryFolder here;
  here.write(
      "x.yaml",
      sleeper("outcome: completed") +
          "faults: [ { id: never, when: { event: file_closed }, do: { stop_mapper: {} } } ]\n");

  const test::Finished run = ripcord(here, {"run", "x.yaml", "--out", "o"});

  ASSERT_EQ(1, run.code) << run.err;
  EXPECT_EQ("what the scenario expects of its rules is not judged in a replay",
            json::parse(here.read("o/x/base/sim-1/replay.json")).at("expected").at("flaw"));
}

TEST(FailingRun, with_a_replay_has_a_result_that_its_schema_allows) {
  const test::TemporaryFolder here;
  static_cast<void>(replay_of_a_failure(here, "q156715/second_file.yaml", "sim"));

  EXPECT_THAT(
      test::schema_violations(ripcord(here, {"schema", "result"}).out, here.read("o/result.json")),
      IsEmpty());
}

TEST(PassingRun, leaves_no_replay) {
  const test::TemporaryFolder here;
  here.write("x.yaml", sleeper("outcome: completed"));

  ASSERT_EQ(0, ripcord(here, {"run", "x.yaml", "--out", "o"}).code);

  EXPECT_TRUE(here.has("o/x/base/sim-1/trace.jsonl"));
  EXPECT_FALSE(here.has("o/x/base/sim-1/replay.json"));
}

}  // namespace
}  // namespace ripcord::e2e
