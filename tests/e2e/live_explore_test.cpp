#include "tests/e2e/program.hpp"
#include "tests/support/json_schema.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <string>
#include <vector>

// Exploration in real time: of programs of others, and of ripcord's own peers on sockets.
namespace ripcord::e2e {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;

const std::string programs = std::string(RIPCORD_SOURCE_DIR) + "/tests/e2e/programs/";
const std::string ten_calls = std::string(RIPCORD_SOURCE_DIR) + "/scenarios/bench/ten_calls.yaml";

/// A client that catches nothing, so that whatever ends its connection ends it by an exception.
std::string one_call(const std::string& workload) {
  return "format: 1\n"
         "name: one-call\n"
         "transports: [tcp]\n"
         "requires: [python3]\n"
         "world:\n"
         "  services: [ { name: echo, interface: echo } ]\n"
         "  clients: { probe: { kind: foreign, client: { command: [python3, " +
         programs +
         "add_one.py, \"${RIPCORD_HOST}\", \"${RIPCORD_PORT}\"] } } }\n"
         "workload: [ run: { client: probe, service: echo" +
         workload +
         " } ]\n"
         "expect: { all: { outcome: completed } }\n";
}

/// Explores such a client by resets at its first points.
test::Finished explore(const test::TemporaryFolder& here, std::vector<std::string> more = {}) {
  here.write("probe.yaml", one_call(""));
  std::vector<std::string> words{
      "explore", "probe.yaml", "--kinds", "reset", "--runs", "3", "--out", "o"};
  words.insert(words.end(), more.begin(), more.end());
  return ripcord(here, std::move(words));
}

json exploration_in(const test::TemporaryFolder& here) {
  return json::parse(here.read("o/result.json")).at("explorations").at(0);
}

/// The path of the first finding's replay.
std::string first_replay(const test::TemporaryFolder& here) {
  return "o/" + exploration_in(here).at("findings").at(0).at("replay").get<std::string>();
}

TEST(LiveExploration, of_a_program_that_is_ended_by_a_reset_finds_how_it_gave_up) {
  const test::TemporaryFolder here;

  const test::Finished explored = explore(here);

  ASSERT_EQ(1, explored.code) << explored.err;
  EXPECT_THAT(explored.out,
              HasSubstr("unhandled_exception: ConnectionResetError in bind, reset before"));
  EXPECT_EQ("tcp", exploration_in(here).at("transport"));
}

TEST(LiveExploration, says_of_each_finding_how_often_it_came_again) {
  const test::TemporaryFolder here;
  ASSERT_EQ(1, explore(here).code);

  const json finding = exploration_in(here).at("findings").at(0);

  EXPECT_EQ(2, finding.at("failures"));
  EXPECT_EQ(2, finding.at("plays"));
}

TEST(LiveExploration, leaves_a_result_that_its_schema_allows) {
  const test::TemporaryFolder here;
  ASSERT_EQ(1, explore(here).code);

  EXPECT_THAT(
      test::schema_violations(ripcord(here, {"schema", "result"}).out, here.read("o/result.json")),
      IsEmpty());
}

TEST(LiveExploration, says_which_programs_it_starts) {
  const test::TemporaryFolder here;

  EXPECT_THAT(explore(here).err, HasSubstr("starts client probe: python3"));
}

TEST(LiveExploration, is_told_again_by_a_report) {
  const test::TemporaryFolder here;
  ASSERT_EQ(1, explore(here).code);

  ASSERT_EQ(1, ripcord(here, {"report", "o", "--out", "m"}).code);

  EXPECT_EQ(here.read("o/result.json"), here.read("m/result.json"));
}

TEST(LiveReplay, fails_again_where_it_was_found) {
  const test::TemporaryFolder here;
  ASSERT_EQ(1, explore(here).code);

  const test::Finished replayed = ripcord(here, {"replay", first_replay(here)});

  EXPECT_EQ(1, replayed.code) << replayed.out << replayed.err;
  EXPECT_THAT(replayed.out, HasSubstr("2 of 2 plays: fails as recorded: unhandled_exception"));
}

TEST(LiveReplay, passes_without_its_fault) {
  const test::TemporaryFolder here;
  ASSERT_EQ(1, explore(here).code);

  EXPECT_EQ(0, ripcord(here, {"replay", first_replay(here), "--drop-fault", "1"}).code);
}

TEST(LiveReplay, of_a_program_of_others_is_none_for_sim) {
  const test::TemporaryFolder here;
  ASSERT_EQ(1, explore(here).code);

  const test::Finished replayed =
      ripcord(here, {"replay", first_replay(here), "--transport", "sim"});

  EXPECT_EQ(2, replayed.code);
  EXPECT_THAT(replayed.err, HasSubstr("does not run on `sim`"));
}

TEST(LiveReplay, has_no_trace_that_could_be_the_same) {
  const test::TemporaryFolder here;
  ASSERT_EQ(1, explore(here).code);

  EXPECT_EQ(2, ripcord(here, {"replay", "--strict", first_replay(here)}).code);
}

TEST(LiveExploration, of_a_program_that_fails_without_faults_says_so) {
  const test::TemporaryFolder here;
  here.write("probe.yaml", one_call(", timeout: 1ms"));

  const test::Finished explored = ripcord(here, {"explore", "probe.yaml", "--out", "o"});

  EXPECT_EQ(3, explored.code);
  EXPECT_THAT(explored.err,
              AllOf(HasSubstr("without faults"), HasSubstr("did not end within 1ms")));
}

TEST(LiveExploration, plays_one_fault_at_a_time) {
  const test::TemporaryFolder here;

  const test::Finished refused = explore(here, {"--depth", "2"});

  EXPECT_EQ(2, refused.code);
  EXPECT_THAT(refused.err, HasSubstr("--depth"));
}

TEST(LiveExploration, plays_peers_of_our_own_on_the_transport_that_is_named) {
  const test::TemporaryFolder here;

  const test::Finished explored = ripcord(here,
                                          {"explore",
                                           ten_calls,
                                           "--transport",
                                           "local",
                                           "--kinds",
                                           "split",
                                           "--runs",
                                           "4",
                                           "--out",
                                           "o"});

  EXPECT_EQ(0, explored.code) << explored.err;
  EXPECT_EQ("local", exploration_in(here).at("transport"));
  EXPECT_EQ(4, exploration_in(here).at("runs"));
}

TEST(LiveExploration, takes_the_first_transport_in_real_time_where_it_is_asked_for) {
  const test::TemporaryFolder here;

  ASSERT_EQ(
      0,
      ripcord(here,
              {"explore", ten_calls, "--live", "--kinds", "split", "--runs", "2", "--out", "o"})
          .code);

  EXPECT_EQ("tcp", exploration_in(here).at("transport"));
}

/// What an unpatched client on tcp makes of a store that moves.
test::Finished explore_q156715(const test::TemporaryFolder& here) {
  return ripcord(here,
                 {"explore",
                  std::string(RIPCORD_SOURCE_DIR) + "/scenarios/q156715/second_file.yaml",
                  "--live",
                  "--variant",
                  "unpatched",
                  "--kinds",
                  "move_endpoint",
                  "--set",
                  "world.clients.ntbackup.read_wait=300ms",
                  "--runs",
                  "12",
                  "--out",
                  "o"});
}

TEST(LiveExploration, finds_that_a_second_file_is_not_backed_up_from_where_it_went) {
  const test::TemporaryFolder here;

  const test::Finished explored = explore_q156715(here);

  EXPECT_EQ(1, explored.code) << explored.err;
  EXPECT_THAT(explored.out, HasSubstr("recovery: failed 258 in BackupRead"));
}

TEST(LiveReplay, of_peers_of_our_own_can_be_one_for_sim) {
  const test::TemporaryFolder here;
  ASSERT_EQ(1, explore_q156715(here).code);

  EXPECT_EQ(1, ripcord(here, {"replay", first_replay(here), "--transport", "sim"}).code);
}

TEST(LiveExploration, has_no_time_that_is_real_in_sim) {
  const test::TemporaryFolder here;

  EXPECT_EQ(2, ripcord(here, {"explore", ten_calls, "--live", "--transport", "sim"}).code);
}

}  // namespace
}  // namespace ripcord::e2e
