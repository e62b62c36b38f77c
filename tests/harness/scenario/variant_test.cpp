#include "tests/harness/scenario/stage_words.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <string>

namespace ripcord::scenario {
namespace {

using std::chrono::seconds;

TEST(Variant, is_called_base_where_there_is_none) {
  const Scenario scenario = good(with_head(""));

  ASSERT_EQ(1U, scenario.variants().size());
  EXPECT_EQ("base", scenario.variants()[0].name);
}

TEST(Variant, changes_one_service_by_its_name) {
  const ResolvedScenario run = resolved(with_head(
      "world: { services: [ { name: a, interface: echo }, { name: b, interface: echo } ] }\n"
      "variants: { v: { world: { services: [ { name: b, endpoint: 5000 } ] } } }\n"));

  ASSERT_EQ(2U, run.world.services.size());
  EXPECT_EQ(std::nullopt, run.world.services[0].port);
  EXPECT_EQ(5'000, run.world.services[1].port);
}

TEST(Variant, adds_a_rule_behind_the_others) {
  const ResolvedScenario run = resolved(
      with_head("faults: [ { id: a, when: {}, do: { drop: {} } } ]\n"
                "variants: { v: { faults: [ { id: b, when: {}, do: { tag: {} } } ] } }\n"));

  ASSERT_EQ(2U, run.rules.size());
  EXPECT_EQ("a", run.rules[0].id);
  EXPECT_EQ("b", run.rules[1].id);
  EXPECT_EQ(6U, run.rules[1].line);
}

TEST(Variant, replaces_a_selection_and_a_harm_as_wholes) {
  const ResolvedScenario run = resolved(with_head(
      "faults: [ { id: a, when: { pdu: fault }, do: { drop: {} } } ]\n"
      "variants: { v: { faults: [ { id: a, when: { offset: 1 }, do: { tag: {} } } ] } }\n"));

  ASSERT_EQ(1U, run.rules.size());
  EXPECT_EQ("tag", run.rules[0].kind);
  EXPECT_EQ((std::vector<shim::Condition>{{"offset", std::int64_t{1}}}),
            run.rules[0].when.conditions);
}

TEST(Variant, takes_all_rules_away_with_an_empty_list) {
  EXPECT_TRUE(resolved(with_head("faults: [ { id: a, when: {}, do: { drop: {} } } ]\n"
                                 "variants: { v: { faults: [] } }\n"))
                  .rules.empty());
}

TEST(Variant, replaces_a_seed_by_seeds) {
  EXPECT_EQ((Seeds{2, 5}),
            resolved(with_head("seed: 1\nvariants: { v: { seeds: 2..5 } }\n")).seeds);
}

TEST(Variant, errors_point_into_it) {
  EXPECT_EQ(
      "probe.yaml:6:47: error: `latency` must be a duration or a range of durations, such as "
      "0ms..2ms, not `slow`\n"
      "    6 | variants: { v: { world: { network: { latency: slow } } } }\n"
      "      |                                               ^~~~\n",
      errors_of(with_head("world: { network: { latency: 1ms } }\n"
                          "variants: { v: { world: { network: { latency: slow } } } }\n")));
}

TEST(Variant, what_it_hides_is_checked_all_the_same) {
  EXPECT_EQ(
      "probe.yaml:5:30: error: `latency` must be a duration or a range of durations, such as "
      "0ms..2ms, not `slow`\n"
      "    5 | world: { network: { latency: slow } }\n"
      "      |                              ^~~~\n",
      errors_of(with_head("world: { network: { latency: slow } }\n"
                          "variants: { v: { world: { network: { latency: 1ms } } } }\n")));
}

TEST(Variant, may_complete_what_the_file_leaves_open) {
  EXPECT_EQ(
      "",
      errors_of(with_head("world: { services: [ { name: a } ] }\n"
                          "variants: { v: { world: { services: [ { name: a, interface: echo } "
                          "] } } }\n")));
}

TEST(Variant, is_a_mapping) {
  EXPECT_EQ(
      "probe.yaml:5:13: error: a variant must be a mapping of the keys that it changes, not "
      "nothing\n"
      "    5 | variants: { v: }\n"
      "      |             ^\n"
      "      = write {} for one that changes nothing\n",
      errors_of(with_head("variants: { v: }\n")));
}

TEST(Variant, has_the_name_of_its_scenario) {
  EXPECT_EQ(
      "probe.yaml:5:18: error: `name` cannot differ between variants\n"
      "    5 | variants: { v: { name: x } }\n"
      "      |                  ^~~~\n",
      errors_of(with_head("variants: { v: { name: x } }\n")));
}

TEST(Variant, that_does_not_exist_gets_the_nearest) {
  const Scenario scenario = good(with_head("variants: { patched: {}, unpatched: {} }\n"));

  const auto run = scenario.resolve({.variant = "patchd"});

  ASSERT_TRUE(run.has_error());
  EXPECT_EQ("probe.yaml: error: no variant `patchd`; did you mean `patched`?\n",
            text(run.error().at(0)));
}

TEST(Transport, that_the_scenario_does_not_run_on_is_an_error) {
  const auto run = good(with_head("")).resolve({.transport = "tcp"});

  ASSERT_TRUE(run.has_error());
  EXPECT_EQ("probe.yaml: error: the scenario does not run on `tcp`\n", text(run.error().at(0)));
}

TEST(Matrix, points_are_every_combination_the_last_axis_fastest) {
  const Scenario scenario =
      good(with_head("world: { clients: { a: {} } }\n"
                     "matrix: { call_timeout: [1s, 5s], world.network.segment: [100, 200] }\n"));

  EXPECT_EQ((std::vector<std::vector<std::size_t>>{{0, 0}, {0, 1}, {1, 0}, {1, 1}}),
            scenario.points());
}

TEST(Matrix, a_knob_is_set_in_every_client) {
  const Scenario scenario =
      good(with_head("world: { clients: { a: {}, b: {} } }\nmatrix: { call_timeout: [1s, 5s] }\n"));

  const ResolvedScenario run = *scenario.resolve({.point = {1}});

  EXPECT_EQ(seconds(5), run.world.clients.at(0).call_timeout);
  EXPECT_EQ(seconds(5), run.world.clients.at(1).call_timeout);
  EXPECT_EQ((std::vector<std::string>{"call_timeout=5s"}), run.point);
}

TEST(Matrix, points_have_digests_of_their_own) {
  const Scenario scenario =
      good(with_head("world: { clients: { a: {} } }\nmatrix: { call_timeout: [1s, 5s] }\n"));

  EXPECT_NE(scenario.resolve({.point = {0}})->digest, scenario.resolve({.point = {1}})->digest);
}

TEST(Matrix, every_value_is_checked) {
  EXPECT_EQ(
      "probe.yaml:6:30: error: `call_timeout` must be a duration with its unit, such as 250ms, or "
      "none, not `5`\n"
      "    6 | matrix: { call_timeout: [1s, 5] }\n"
      "      |                              ^\n",
      errors_of(with_head("world: { clients: { a: {} } }\nmatrix: { call_timeout: [1s, 5] }\n")));
}

TEST(Matrix, an_axis_is_a_list) {
  EXPECT_EQ(
      "probe.yaml:5:17: error: `seed` must be a list of the values to try, not `1`\n"
      "    5 | matrix: { seed: 1 }\n"
      "      |                 ^\n",
      errors_of(with_head("matrix: { seed: 1 }\n")));
}

TEST(Matrix, has_an_end) {
  const std::string axis = "[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17]";

  EXPECT_EQ("probe.yaml:6:3: error: the matrix has more than 256 combinations\n",
            errors_of(with_head("matrix: { seed: " + axis + ",\n  limits.steps: " + axis + " }\n"))
                .substr(0, 65));
}

TEST(Digest, does_not_change_with_comments_layout_and_order) {
  const ResolvedScenario one = resolved(
      "format: 1\nname: p\ntitle: x\nworkload: [ { sleep: 1s } ]\n"
      "expect: { all: { outcome: completed } }\n");
  const ResolvedScenario other = resolved(
      "# a comment\nexpect:\n  all:\n    outcome: completed\nname: p\n"
      "workload:\n- sleep: { for: 1s }\ntitle: \"x\"\nformat: 1\n");

  EXPECT_EQ(one.digest, other.digest);
}

TEST(Digest, changes_with_a_knob) {
  EXPECT_NE(resolved(with_head("world: { clients: { a: {} } }\n")).digest,
            resolved(with_head("world: { clients: { a: { retries: 4 } } }\n")).digest);
}

}  // namespace
}  // namespace ripcord::scenario
