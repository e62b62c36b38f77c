#include "harness/scenario/scenario.hpp"
#include "tests/harness/scenario/stage_words.hpp"

#include <gtest/gtest.h>

#include <string>

namespace ripcord::scenario {
namespace {

MetricSpec metric(const std::string& keys) {
  return resolved(with_head("metrics: { rate: { " + keys + " } }\n")).metrics.at(0);
}

std::string metric_errors(const std::string& keys) {
  const std::string errors = errors_of(with_head("metrics: { rate: {\n" + keys + " } }\n"));
  return errors.substr(0, errors.find('\n'));
}

TEST(Metric, is_a_number_that_a_pattern_finds_in_output) {
  const MetricSpec rate =
      metric(R"(from_output: "([0-9.]+) ops/s", better: higher, threshold: 5%)");

  EXPECT_EQ("rate", rate.name);
  EXPECT_EQ("([0-9.]+) ops/s", rate.from_output);
  EXPECT_EQ(MetricSpec::Better::higher, rate.better);
  EXPECT_EQ(shim::Probability{50'000}, rate.threshold);
}

TEST(Metric, is_better_lower_and_not_judged_by_default) {
  const MetricSpec rate = metric("from_output: x");

  EXPECT_EQ(MetricSpec::Better::lower, rate.better);
  EXPECT_EQ(std::nullopt, rate.threshold);
}

TEST(Metric, needs_a_pattern) {
  EXPECT_EQ("probe.yaml:5:18: error: `from_output` is missing in metric",
            metric_errors("better: lower"));
}

TEST(Metric, needs_a_regular_expression) {
  EXPECT_EQ("probe.yaml:6:14: error: `from_output` must be a regular expression, not `(`",
            metric_errors("from_output: ("));
}

}  // namespace
}  // namespace ripcord::scenario
