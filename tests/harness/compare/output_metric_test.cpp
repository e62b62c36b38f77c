#include "harness/compare/output_metric.hpp"

#include <gtest/gtest.h>

namespace ripcord::compare {
namespace {

OutputMetric found_by(const std::string& pattern) {
  return {.metric = {.name = "m"}, .pattern = pattern};
}

TEST(OutputMetric, is_the_first_group_of_its_pattern) {
  EXPECT_EQ(12.5, number_in("rate: 12.5 ops/s\n", found_by("([0-9.]+) ops/s")));
}

TEST(OutputMetric, is_all_that_a_pattern_without_groups_matches) {
  EXPECT_EQ(7, number_in("took 7 s\n", found_by("[0-9]+")));
}

TEST(OutputMetric, is_the_last_match_of_all_lines) {
  EXPECT_EQ(3, number_in("1 2\n3\n", found_by("[0-9]")));
}

TEST(OutputMetric, is_none_where_nothing_matches) {
  EXPECT_EQ(std::nullopt, number_in("quiet\n", found_by("[0-9]+")));
}

TEST(OutputMetric, is_none_where_the_match_is_no_number) {
  EXPECT_EQ(std::nullopt, number_in("rate 1.2.3\n", found_by("rate (.*)")));
}

TEST(OutputMetric, of_a_scenario_has_its_direction_and_threshold) {
  scenario::ResolvedScenario scenario;
  scenario.metrics.push_back({.name = "rate",
                              .from_output = "x",
                              .better = scenario::MetricSpec::Better::higher,
                              .threshold = shim::Probability{50'000}});

  const OutputMetric metric = output_metrics(scenario).at(0);

  EXPECT_EQ((Metric{.name = "rate", .better = Better::higher, .threshold = 0.05}), metric.metric);
}

}  // namespace
}  // namespace ripcord::compare
