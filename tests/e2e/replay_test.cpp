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

/// The replay of the flagship's unpatched client, with `from` made `to` in its text.
std::string edited_replay(const test::TemporaryFolder& here,
                          const std::string& from,
                          const std::string& to) {
  const test::Finished run = ripcord(here,
                                     {"run",
                                      scenarios + "q156715/second_file.yaml",
                                      "--variant",
                                      "unpatched",
                                      "--set",
                                      "expect.unpatched.outcome=completed",
                                      "--out",
                                      "o"});
  EXPECT_EQ(1, run.code) << run.err;
  const json result = json::parse(here.read("o/result.json"));
  std::string text =
      here.read("o/" + result.at("runs").at(0).at("artifacts").at("replay").get<std::string>());
  const std::size_t at = text.find(from);
  EXPECT_NE(std::string::npos, at) << from;
  text.replace(at, from.size(), to);
  here.write("r.json", text);
  return "r.json";
}

TEST(Replay, tells_the_story_up_to_a_happening) {
  const test::TemporaryFolder here;
  const std::string replay = edited_replay(here, "file_closed", "file_closed");

  const std::string story = ripcord(here, {"replay", replay, "--until", "file_opened"}).out;

  EXPECT_THAT(story, HasSubstr(R"("what":"happening","event":"file_opened")"));
  EXPECT_THAT(story, Not(HasSubstr(R"("event":"file_closed")")));
}

TEST(Replay, that_never_comes_to_the_end_of_its_story_is_refused) {
  const test::TemporaryFolder here;
  const std::string replay = edited_replay(here, "file_closed", "file_closed");

  const test::Finished played = ripcord(here, {"replay", replay, "--until", "peer_crashed"});

  EXPECT_EQ(2, played.code);
  EXPECT_THAT(played.err, HasSubstr("the run does not come to `peer_crashed`"));
}

TEST(Replay, without_a_fault_that_it_does_not_have_is_refused) {
  const test::TemporaryFolder here;
  const std::string replay = edited_replay(here, "file_closed", "file_closed");

  const test::Finished played = ripcord(here, {"replay", replay, "--drop-fault", "2"});

  EXPECT_EQ(2, played.code);
  EXPECT_THAT(played.err, HasSubstr("--drop-fault: it has 1 faults"));
}

TEST(Replay, of_a_point_that_has_vanished_names_the_nearest) {
  const test::TemporaryFolder here;
  const std::string replay = edited_replay(here, "file_closed/1", "file_closed/7");

  const test::Finished played = ripcord(here, {"replay", replay});

  EXPECT_EQ(7, played.code);
  EXPECT_THAT(played.out,
              HasSubstr("fault 1: no >information-store/file_closed/7; near to it:\n"
                        "    >information-store/file_closed/1\n"));
}

TEST(Replay, that_is_another_run_prints_the_first_event_that_differs) {
  const test::TemporaryFolder here;
  const std::string replay = edited_replay(here, R"("seed": "1")", R"("seed": "2")");

  const test::Finished played = ripcord(here, {"replay", "--strict", replay});

  EXPECT_EQ(7, played.code);
  EXPECT_THAT(played.out, HasSubstr("its trace is another one"));
  EXPECT_THAT(played.out, HasSubstr(R"(first event that differs, number 0: {"what":"run")"));
}

TEST(Replay, of_a_scenario_that_has_changed_says_so) {
  const test::TemporaryFolder here;
  const std::string replay =
      edited_replay(here, "expect.unpatched.outcome=completed", "expect.unpatched.outcome=refused");

  EXPECT_THAT(ripcord(here, {"replay", replay}).err, HasSubstr("is not what it was"));
}

TEST(Shrunk, replay_becomes_a_scenario_that_passes) {
  const test::TemporaryFolder here;
  const std::string file = scenarios + "q156715/second_file.yaml";
  ASSERT_EQ(1,
            ripcord(here,
                    {"explore",
                     file,
                     "--variant",
                     "unpatched",
                     "--kinds",
                     "move_endpoint",
                     "--runs",
                     "300",
                     "--out",
                     "o"})
                .code);
  const json found = json::parse(here.read("o/result.json")).at("explorations").at(0);
  const std::string replay = "o/" + found.at("findings").at(0).at("replay").get<std::string>();

  const test::Finished shrunk = ripcord(here, {"shrink", replay, "--out", "small"});

  ASSERT_EQ(0, shrunk.code) << shrunk.err;
  EXPECT_EQ(0, ripcord(here, {"replay", "small.json", "--drop-fault", "1"}).code);
  EXPECT_EQ(1, ripcord(here, {"replay", "--strict", "small.json"}).code);
  EXPECT_EQ(0, ripcord(here, {"run", "small.yaml", "--out", "p"}).code) << here.read("small.yaml");
}

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
