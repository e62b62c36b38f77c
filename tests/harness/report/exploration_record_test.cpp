#include "harness/report/exploration_record.hpp"

#include <gmock/gmock.h>

#include <string>
#include <vector>

namespace ripcord::report {
namespace {

using testing::ElementsAre;

/// Part `number` of three: the clean run and ten others.
ExplorationRecord part(std::uint32_t number) {
  return {.scenario = "a.yaml",
          .variant = "base",
          .digest = 7,
          .part_count = 3,
          .parts = {number},
          .points = 20,
          .runs = 11,
          .behaviours = {1, 100 + number},
          .outcomes = {1},
          .levels = {{.depth = 1, .planned = 10, .played = 10, .represented = 5}},
          .coverage = {{.kind = "reset", .point = PointClass::request, .played = 10, .struck = 9}},
          .never_seen = {"peer_crashed", "only_in_" + std::to_string(number)}};
}

ExplorationRecord::Finding finding(std::string signature, std::vector<std::string> choices) {
  return {.signature = std::move(signature), .runs = 2, .choices = std::move(choices)};
}

std::string json(const ExplorationRecord& record) {
  std::string text;
  JsonWriter writer(text);
  write_exploration(writer, record);
  return text;
}

TEST(MergedExploration, counts_the_clean_run_of_its_parts_once) {
  EXPECT_EQ(31U, merged({part(1), part(2), part(3)})->runs);
}

TEST(MergedExploration, counts_a_clean_run_that_fails_once) {
  ExplorationRecord one = part(1);
  ExplorationRecord two = part(2);
  one.runs = two.runs = 1;
  one.failed_runs = two.failed_runs = 1;

  EXPECT_EQ(1U, merged({one, two})->failed_runs);
}

TEST(MergedExploration, has_the_behaviours_of_all_parts) {
  EXPECT_THAT(merged({part(1), part(2), part(3)})->behaviours, ElementsAre(1, 101, 102, 103));
}

TEST(MergedExploration, adds_what_was_played_at_each_level) {
  const ExplorationRecord whole = *merged({part(1), part(2), part(3)});

  EXPECT_EQ(30U, whole.levels.front().played);
  EXPECT_EQ(30U, whole.coverage.front().played);
}

TEST(MergedExploration, counts_once_what_every_part_left_out_of_the_first_level) {
  EXPECT_EQ(5U, merged({part(1), part(2), part(3)})->levels.front().represented);
}

TEST(MergedExploration, has_never_seen_what_no_part_saw) {
  EXPECT_THAT(merged({part(1), part(2), part(3)})->never_seen, ElementsAre("peer_crashed"));
}

TEST(MergedExploration, is_complete_once_all_parts_are_there) {
  EXPECT_FALSE(merged({part(1), part(2)})->is_complete());
  EXPECT_TRUE(merged({part(1), part(2), part(3)})->is_complete());
}

TEST(MergedExploration, has_a_finding_of_two_parts_once_by_its_fewest_faults) {
  ExplorationRecord one = part(1);
  ExplorationRecord two = part(2);
  one.findings = {finding("recovery", {"a", "b"})};
  two.findings = {finding("recovery", {"c"})};

  const ExplorationRecord whole = *merged({one, two});

  ASSERT_EQ(1U, whole.findings.size());
  EXPECT_EQ(4U, whole.findings.front().runs);
  EXPECT_THAT(whole.findings.front().choices, ElementsAre("c"));
}

TEST(MergedExploration, is_the_same_whatever_the_order_of_its_parts) {
  ExplorationRecord one = part(1);
  ExplorationRecord three = part(3);
  one.findings = {finding("recovery", {"b"}), finding("no_hang", {"c", "d"})};
  three.findings = {finding("clean_close", {"e"}), finding("recovery", {"a"})};

  const std::string in_order = json(*merged({one, part(2), three}));

  EXPECT_EQ(in_order, json(*merged({three, one, part(2)})));
  EXPECT_EQ(in_order, json(*merged({*merged({three, one}), part(2)})));
}

TEST(MergedExploration, of_one_part_is_that_part) {
  EXPECT_EQ(json(part(2)), json(*merged({part(2)})));
}

TEST(MergedExploration, is_refused_where_a_part_is_there_twice) {
  const auto twice = merged({part(1), part(1)});

  ASSERT_FALSE(twice);
  EXPECT_EQ("part 1 of 3 of a.yaml is there twice", twice.error().text);
}

TEST(MergedExploration, is_refused_where_the_scenario_changed_in_between) {
  ExplorationRecord changed = part(2);
  changed.digest = 8;

  const auto different = merged({part(1), changed});

  ASSERT_FALSE(different);
  EXPECT_EQ("a.yaml [base] was explored in different ways, or has changed", different.error().text);
}

}  // namespace
}  // namespace ripcord::report
