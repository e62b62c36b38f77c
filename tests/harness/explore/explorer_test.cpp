#include "harness/explore/explorer.hpp"

#include "harness/peers/dcerpc_cast.hpp"
#include "tests/harness/explore/searched.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace ripcord::explore {
namespace {

const scenario::SourceText& two_echoes() {
  static const scenario::SourceText text{.file = "two_echoes.yaml", .text = R"(format: 1
name: two-echoes
world:
  services: [ { name: directory, interface: echo, endpoint: dynamic } ]
  clients: { reader: { kind: echo } }
variants:
  unpatched: { world: { clients: { reader: { idle_connection: blind } } } }
  patched: { world: { clients: { reader: { idle_connection: checked } } } }
workload:
  - echo: { client: reader, service: directory }
  - sleep: 1s
  - echo: { client: reader, service: directory }
expect: { all: { outcome: completed } }
)"};
  return text;
}

std::unique_ptr<run::Variations> two_echoes(const std::string& variant) {
  return variations(peers::dcerpc_cast(), two_echoes(), {.variant = variant});
}

std::vector<std::string> names_of_points(const run::Variations& subject) {
  const Trial clean = Trials(subject).play({});
  std::vector<std::string> names;
  for (const Reached& reached : clean.survey.reached)
    names.push_back(text(point_of(reached, clean.log())));
  return names;
}

bool contains(const std::vector<std::string>& names, const std::string& name) {
  return std::ranges::find(names, name) != names.end();
}

Choice reset_after(const std::string& point) {
  shim::Arguments arguments;
  arguments.set("toward", std::string("both"));
  arguments.set("at", std::string("after"));
  return {.at = *parse_point(point), .kind = "reset", .arguments = arguments};
}

constexpr const char* first_answer =
    "reader>directory/1/to_client/response/echo.EchoData/1/1/before";

TEST(Survey, finds_connects_units_and_happenings) {
  const std::vector<std::string> names = names_of_points(*two_echoes("patched"));

  EXPECT_TRUE(contains(names, "reader>mapper/1/connect"));
  EXPECT_TRUE(contains(names, "reader>directory/1/to_server/bind/1/before"));
  EXPECT_TRUE(contains(names, first_answer));
  EXPECT_TRUE(contains(names, ">directory/call_executed/1"));
}

TEST(Survey, keeps_its_names_when_another_client_comes_in) {
  const run::Part crowded{
      .variant = "patched",
      .settings = {"world.clients.other.kind=echo", "workload.0.echo.client=reader"}};
  const auto with_other = variations(peers::dcerpc_cast(), two_echoes(), crowded);

  EXPECT_EQ(names_of_points(*two_echoes("patched")), names_of_points(*with_other));
}

TEST(Trials, strike_at_the_point_of_a_choice) {
  const auto subject = two_echoes("unpatched");

  const Trial trial = Trials(*subject).play({reset_after(first_answer)});

  EXPECT_EQ((std::vector<std::uint64_t>{1}), trial.fired);
  EXPECT_EQ(world::Outcome::failed, trial.ending.outcome);
}

TEST(Trials, call_a_failure_needless_that_the_reference_does_not_have) {
  const auto subject = two_echoes("unpatched");
  const auto reference = two_echoes("patched");

  const Trial trial = Trials(*subject, reference.get()).play({reset_after(first_answer)});

  EXPECT_NE(nullptr, trial.find("needless_failure: failed 1726 in EchoData"));
}

// What a server asks while its client asks whether it listens: exploration found that the client
// went on to call on a connection that it had just closed.
TEST(Trials, bring_a_client_to_a_good_end_that_is_asked_to_leave_in_its_probe) {
  const auto subject = two_echoes("patched");
  const Point probe =
      *parse_point("reader>directory/1/to_server/request/mgmt.is_server_listening/1/1/before");

  const Trial trial = Trials(*subject).play({{.at = probe, .kind = "inject_shutdown"}});

  EXPECT_EQ(world::Outcome::completed, trial.ending.outcome);
}

TEST(Trials, let_a_client_time_out_that_was_not_told_of_the_end) {
  const auto subject = two_echoes("patched");
  Choice choice = reset_after("reader>directory/1/to_server/request/echo.EchoData/1/1/before");
  choice.arguments.set("toward", std::string("server"));
  choice.arguments.set("at", std::string("before"));

  const Trial trial = Trials(*subject).play({choice});

  EXPECT_EQ(1818U, trial.ending.error);
  EXPECT_TRUE(trial.violations.empty());
}

TEST(Trials, play_a_schedule_again_to_the_byte) {
  const auto subject = two_echoes("unpatched");
  const Trials trials(*subject);

  EXPECT_EQ(trials.play({reset_after(first_answer)}).trace_hash,
            trials.play({reset_after(first_answer)}).trace_hash);
}

TEST(Explorer, finds_the_blind_reuse_of_a_dead_connection) {
  const auto subject = two_echoes("unpatched");
  const auto reference = two_echoes("patched");

  const Exploration exploration =
      explored(Trials(*subject, reference.get()), subject->scenario(), {.depth = 1}, {"reset"});

  EXPECT_TRUE(contains(signatures(exploration), "needless_failure: failed 1726 in EchoData"));
}

TEST(Explorer, plays_all_of_a_level) {
  const auto subject = two_echoes("patched");

  const Exploration exploration =
      explored(Trials(*subject), subject->scenario(), {.depth = 2}, {"reset", "refuse"});

  EXPECT_TRUE(exploration.is_complete());
  EXPECT_LT(0U, exploration.levels.at(1).played);
}

TEST(Explorer, comes_to_the_same_on_one_thread_and_on_several) {
  const auto subject = two_echoes("unpatched");
  const Trials trials(*subject);
  const std::vector<std::string> kinds{"reset", "drop", "stop_service"};

  const Exploration alone =
      explored(trials, subject->scenario(), {.depth = 2, .random_runs = 50}, kinds);
  const Exploration together =
      explored(trials, subject->scenario(), {.depth = 2, .random_runs = 50, .threads = 3}, kinds);

  EXPECT_EQ(alone.runs, together.runs);
  EXPECT_EQ(alone.behaviours, together.behaviours);
  EXPECT_EQ(signatures(alone), signatures(together));
}

TEST(Explorer, stops_at_the_number_of_runs_and_says_what_is_left) {
  const auto subject = two_echoes("patched");

  const Exploration exploration =
      explored(Trials(*subject), subject->scenario(), {.depth = 1, .runs = 5}, {"reset"});

  EXPECT_EQ(5U, exploration.runs);
  EXPECT_EQ(4U, exploration.levels.at(0).played);
  EXPECT_FALSE(exploration.is_complete());
}

TEST(Explorer, plays_every_schedule_of_the_first_level_in_one_of_its_parts) {
  const auto subject = two_echoes("patched");
  const Trials trials(*subject);

  const Exploration whole = explored(trials, subject->scenario(), {.depth = 1}, {"reset"});
  const Exploration first =
      explored(trials, subject->scenario(), {.depth = 1, .part = 1, .parts = 2}, {"reset"});
  const Exploration second =
      explored(trials, subject->scenario(), {.depth = 1, .part = 2, .parts = 2}, {"reset"});

  EXPECT_EQ(whole.levels.at(0).played, first.levels.at(0).played + second.levels.at(0).played);
}

TEST(Explorer, plays_nothing_where_the_clean_run_does_not_complete) {
  const auto subject =
      variations(peers::dcerpc_cast(), two_echoes(), {.settings = {"limits.virtual=1ms"}});

  const Exploration exploration = explored(Trials(*subject), subject->scenario(), {.depth = 1});

  EXPECT_FALSE(exploration.is_clean());
  EXPECT_EQ(1U, exploration.runs);
}

TEST(Explorer, names_what_never_happened) {
  const auto subject = two_echoes("patched");

  const Exploration exploration =
      explored(Trials(*subject), subject->scenario(), {.depth = 1}, {"refuse"});

  EXPECT_TRUE(contains(exploration.events_never_seen, "file_closed"));
  EXPECT_FALSE(contains(exploration.events_never_seen, "call_executed"));
}

}  // namespace
}  // namespace ripcord::explore
