#include "harness/compare/metric.hpp"

#include <gtest/gtest.h>

namespace ripcord::compare {
namespace {

TEST(Metric, has_its_usual_threshold) {
  EXPECT_EQ((Metric{"wall", Unit::nanoseconds, Better::lower, 0.05}), metric_named("wall"));
}

TEST(Metric, keeps_its_subject_in_its_name) {
  EXPECT_EQ((Metric{"response_p99(echo.AddOne)", Unit::nanoseconds, Better::lower, 0.15}),
            metric_named("response_p99(echo.AddOne)"));
}

TEST(Metric, beyond_the_99th_percentile_is_not_judged) {
  EXPECT_EQ(std::nullopt, metric_named("response_p99.9(echo.AddOne)").threshold);
}

TEST(Metric, that_nobody_knows_counts_something) {
  EXPECT_EQ((Metric{"mapper_queries", Unit::count, Better::lower, std::nullopt}),
            metric_named("mapper_queries"));
}

TEST(ValueText, has_three_digits_and_a_unit) {
  EXPECT_EQ("1.83 ms", value_text(1'834'000, Unit::nanoseconds));
  EXPECT_EQ("30.1 s", value_text(30.08e9, Unit::nanoseconds));
  EXPECT_EQ("387 KiB", value_text(396'636, Unit::bytes));
  EXPECT_EQ("24.1 k/s", value_text(24'100, Unit::per_second));
  EXPECT_EQ("1.50 MiB/s", value_text(0x1.8p20, Unit::bytes_per_second));
}

TEST(ValueText, shows_whole_numbers_whole) {
  EXPECT_EQ("12345", value_text(12'345, Unit::count));
  EXPECT_EQ("0 ns", value_text(0, Unit::nanoseconds));
}

}  // namespace
}  // namespace ripcord::compare
