#include "tests/harness/scenario/stage_words.hpp"

#include <gtest/gtest.h>

namespace ripcord::scenario {
namespace {

TEST(Keys, unknown_ones_get_the_nearest_word) {
  EXPECT_EQ(
      "probe.yaml:5:10: error: unknown key `netwrok` in world\n"
      "    5 | world: { netwrok: {} }\n"
      "      |          ^~~~~~~\n"
      "      = did you mean `network`?\n",
      errors_of(with_head("world: { netwrok: {} }\n")));
}

TEST(Keys, missing_ones_are_named_with_what_lacks_them) {
  EXPECT_EQ(
      "probe.yaml:5:22: error: `name` is missing in service\n"
      "    5 | world: { services: [ { interface: echo } ] }\n"
      "      |                      ^\n",
      errors_of(with_head("world: { services: [ { interface: echo } ] }\n")));
}

TEST(Keys, all_errors_of_a_file_are_reported_at_once) {
  EXPECT_EQ(
      "probe.yaml:5:1: error: unknown key `sed` in scenario\n"
      "    5 | sed: 5\n"
      "      | ^~~\n"
      "      = did you mean `seed`?\n"
      "probe.yaml:6:20: error: `virtual` must be a duration with its unit, such as 250ms, not "
      "`10`\n"
      "    6 | limits: { virtual: 10 }\n"
      "      |                    ^~\n"
      "probe.yaml:7:8: error: `title` must be a single value, not a list\n"
      "    7 | title: []\n"
      "      |        ^\n",
      errors_of(with_head("sed: 5\nlimits: { virtual: 10 }\ntitle: []\n")));
}

TEST(Keys, a_mapping_is_not_a_scalar) {
  EXPECT_EQ(
      "probe.yaml:5:8: error: world must be a mapping, not `here`\n"
      "    5 | world: here\n"
      "      |        ^~~~\n",
      errors_of(with_head("world: here\n")));
}

TEST(Keys, nothing_is_not_an_empty_mapping) {
  EXPECT_EQ(
      "probe.yaml:5:1: error: world must be a mapping, not nothing\n"
      "    5 | world:\n"
      "      | ^~~~~\n"
      "      = write {} for one that says nothing\n",
      errors_of(with_head("world:\n")));
}

TEST(Keys, a_duration_needs_its_unit) {
  EXPECT_EQ(
      "probe.yaml:5:40: error: `call_timeout` must be a duration with its unit, such as 250ms, or "
      "none, not `5`\n"
      "    5 | world: { clients: { a: { call_timeout: 5 } } }\n"
      "      |                                        ^\n",
      errors_of(with_head("world: { clients: { a: { call_timeout: 5 } } }\n")));
}

TEST(Keys, a_choice_says_its_words_and_the_nearest) {
  EXPECT_EQ(
      "probe.yaml:5:32: error: `kind` must be backup, echo, caller or foreign, not `bakup`\n"
      "    5 | world: { clients: { a: { kind: bakup } } }\n"
      "      |                                ^~~~~\n"
      "      = did you mean `backup`?\n",
      errors_of(with_head("world: { clients: { a: { kind: bakup } } }\n")));
}

TEST(Keys, a_number_says_its_bounds) {
  EXPECT_EQ(
      "probe.yaml:5:33: error: `count` must be a whole number from 1 to 10000, not `0`\n"
      "    5 | world: { clients: { a: { count: 0 } } }\n"
      "      |                                 ^\n",
      errors_of(with_head("world: { clients: { a: { count: 0 } } }\n")));
}

TEST(Keys, booleans_are_true_and_false_only) {
  EXPECT_EQ(
      "probe.yaml:5:29: error: `started` must be true or false, not `yes`\n"
      "    5 | world: { mapper: { started: yes } }\n"
      "      |                             ^~~\n",
      errors_of(with_head("world: { mapper: { started: yes } }\n")));
}

TEST(Keys, names_are_made_of_few_characters) {
  EXPECT_EQ(
      "probe.yaml:2:7: error: a name is made of at most 64 letters, digits, `-` and `_`\n"
      "    2 | name: a/b\n"
      "      |       ^~~\n",
      errors_of("format: 1\nname: a/b\nworkload: [ { sleep: 1s } ]\n"
                "expect: { all: { outcome: completed } }\n"));
}

TEST(Keys, variables_are_expanded_in_few_places_only) {
  EXPECT_EQ(
      "probe.yaml:5:8: error: `${NAME}` has a meaning in `command`, `connect` and `env` only\n"
      "    5 | title: ${HOME}\n"
      "      |        ^~~~~~~\n",
      errors_of(with_head("title: ${HOME}\n")));
}

TEST(Keys, texts_hold_no_control_characters) {
  EXPECT_EQ(
      "probe.yaml:5:9: error: control characters have no meaning in a text\n"
      "    5 | title: \"a\\0b\"\n"
      "      |         ^~~~\n",
      errors_of(with_head("title: \"a\\0b\"\n")));
}

TEST(Format, another_number_is_the_only_error) {
  EXPECT_EQ(
      "probe.yaml:1:9: error: `format` is `2`; this build reads format 1\n"
      "    1 | format: 2\n"
      "      |         ^\n",
      errors_of("format: 2\nunheard: of\n"));
}

TEST(Format, must_be_there) {
  EXPECT_EQ(
      "probe.yaml:1:1: error: `format` is missing\n"
      "    1 | name: x\n"
      "      | ^\n"
      "      = write format: 1\n",
      errors_of("name: x\n"));
}

TEST(Seeds, are_one_where_nothing_is_said) {
  EXPECT_EQ((Seeds{1, 1}), resolved(with_head("")).seeds);
}

TEST(Seeds, a_single_one_is_a_range_of_itself) {
  EXPECT_EQ((Seeds{7, 7}), resolved(with_head("seed: 7\n")).seeds);
}

TEST(Seeds, of_both_sorts_exclude_each_other) {
  EXPECT_EQ(
      "probe.yaml:6:1: error: `seed` and `seeds` exclude each other\n"
      "    6 | seeds: 1..2\n"
      "      | ^~~~~\n",
      errors_of(with_head("seed: 1\nseeds: 1..2\n")));
}

TEST(Seeds, need_an_end) {
  EXPECT_EQ(
      "probe.yaml:5:8: error: `seeds` must have an end, such as 1..20\n"
      "    5 | seeds: 3..\n"
      "      |        ^~~\n",
      errors_of(with_head("seeds: 3..\n")));
}

TEST(Transports, are_sim_where_nothing_is_said) {
  EXPECT_EQ((std::vector<std::string>{"sim"}), resolved(with_head("")).transports);
}

TEST(Transports, that_this_build_lacks_may_be_named) {
  EXPECT_EQ("", errors_of(with_head("transports: [sim, local]\n")));
}

TEST(Transports, that_nobody_has_may_not) {
  EXPECT_EQ(
      "probe.yaml:5:13: error: unknown transport `ucp`\n"
      "    5 | transports: ucp\n"
      "      |             ^~~\n"
      "      = did you mean `tcp`?\n",
      errors_of(with_head("transports: ucp\n")));
}

TEST(Limits, have_defaults) { EXPECT_EQ(Limits{}, resolved(with_head("")).limits); }

TEST(Oracles, are_switched_off_with_a_reason) {
  const ResolvedScenario run = resolved(with_head("oracles: { recovery: { off: slow today } }\n"));

  EXPECT_EQ((std::vector<OracleOff>{{.name = "recovery", .reason = "slow today", .line = 5}}),
            run.oracles_off);
}

TEST(Oracles, of_later_builds_are_not_in_this_one) {
  EXPECT_EQ(
      "probe.yaml:5:12: error: the oracle `isolation` is not in this build\n"
      "    5 | oracles: { isolation: { off: x } }\n"
      "      |            ^~~~~~~~~\n",
      errors_of(with_head("oracles: { isolation: { off: x } }\n")));
}

}  // namespace
}  // namespace ripcord::scenario
