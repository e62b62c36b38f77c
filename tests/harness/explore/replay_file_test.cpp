#include "harness/explore/replay_file.hpp"

#include "harness/peers/dcerpc_cast.hpp"
#include "harness/run/production.hpp"
#include "harness/stage/sim_venue.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace ripcord::explore {
namespace {

scenario::Vocabulary words() {
  const std::vector<const stage::Venue*> venues{&stage::sim_venue()};
  return run::vocabulary(peers::dcerpc_cast(), venues);
}

Replay sample() {
  shim::Arguments reset;
  reset.set("toward", std::string("both"));
  reset.set("at", std::string("after"));
  return {.ripcord = "0.3.0 (1a2b3c)",
          .scenario = "scenarios/a.yaml",
          .digest = 0x1234,
          .variant = "unpatched",
          .against = "patched",
          .settings = {"world.network.latency=1ms"},
          .seed = 7,
          .judges = run::Judges::everybody,
          .choices = {{.at = *parse_point(">store/file_closed/1"), .kind = "move_endpoint"},
                      {.at = *parse_point("a>b/1/to_client/response/backup.BackupRead/1/1/before"),
                       .kind = "reset",
                       .arguments = reset},
                      {.at = *parse_point("a>b/1/to_client/response/backup.BackupRead/2/1/before"),
                       .kind = "replay_earlier",
                       .nth = 2,
                       .rule = "late"}},
          .oracle = "recovery",
          .signature = "recovery: failed 258 in \"BackupRead\"",
          .flaw = "two strikes more",
          .trace_hash = 0xfedcba9876543210,
          .marks = {0x00, 0xff}};
}

/// As the reader completes it: `move_endpoint` has fallbacks.
Replay completed(Replay replay) {
  shim::Arguments& arguments = replay.choices.front().arguments;
  arguments.set("connections", std::string("kept"));
  arguments.set("mapping", std::string("updated"));
  return replay;
}

/// The messages of what is wrong with `text`, with their lines.
std::vector<std::string> wrong(const std::string& text) {
  const auto read = read_replay({.file = "x.json", .text = text}, words());
  std::vector<std::string> messages;
  if (read) return messages;
  for (const scenario::Diagnostic& one : read.error())
    messages.push_back(std::to_string(one.line) + ": " + one.message);
  return messages;
}

TEST(Replay, reads_back_as_it_was_written) {
  const auto read = read_replay({.file = "x.json", .text = text(sample())}, words());

  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(completed(sample()), *read);
}

TEST(Replay, has_one_choice_a_line) {
  const std::string line = "    {\"at\":\">store/file_closed/1\",\"do\":{\"move_endpoint\":{}}},\n";

  EXPECT_NE(std::string::npos, text(sample()).find(line));
}

TEST(Replay, may_say_no_more_than_scenario_and_choices) {
  const std::string shortest = R"({"format": 1, "scenario": "a.yaml", "choices": []})";

  EXPECT_EQ(std::vector<std::string>{}, wrong(shortest));
}

TEST(Replay, of_another_format_is_refused) {
  const std::string other = R"({"format": 2, "scenario": "a.yaml", "choices": []})";

  EXPECT_EQ((std::vector<std::string>{"1: this program reads replays of format 1, not `2`"}),
            wrong(other));
}

TEST(Replay, with_an_unknown_key_a_wrong_point_and_a_wrong_kind_says_where) {
  const std::string text = R"({"format": 1, "scenario": "a.yaml", "colour": "red", "choices": [
{"at": "nowhere", "do": {"reset": {}}},
{"at": "a>b/1/connect", "do": {"refuze": {}}}]})";

  EXPECT_EQ((std::vector<std::string>{"1: unknown key `colour` in replay",
                                      "2: `at` must be the name of a point, not `nowhere`",
                                      "3: unknown fault `refuze`"}),
            wrong(text));
}

TEST(Replay, that_is_no_json_is_refused) { EXPECT_EQ(1U, wrong("{").size()); }

}  // namespace
}  // namespace ripcord::explore
