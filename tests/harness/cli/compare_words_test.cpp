#include "harness/cli/compare_words.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ripcord::cli {
namespace {

using testing::ElementsAre;

TEST(ParseShare, reads_percent_and_plain) {
  EXPECT_EQ(0.05, *parse_share("5%"));
  EXPECT_EQ(0.25, *parse_share("0.25"));
}

TEST(ParseShare, refuses_what_is_no_share) {
  EXPECT_FALSE(parse_share(""));
  EXPECT_FALSE(parse_share("%"));
  EXPECT_FALSE(parse_share("0"));
  EXPECT_FALSE(parse_share("-5%"));
  EXPECT_FALSE(parse_share("5x"));
  EXPECT_FALSE(parse_share("nan"));
  EXPECT_FALSE(parse_share("1001%"));
}

TEST(ParseThreshold, has_a_metric_and_a_share) {
  const auto threshold = parse_threshold("response_p50(echo.AddOne)=10%");

  ASSERT_TRUE(threshold);
  EXPECT_EQ("response_p50(echo.AddOne)", threshold->first);
  EXPECT_EQ(0.1, threshold->second);
}

TEST(ParseThreshold, refuses_half_of_it) {
  EXPECT_FALSE(parse_threshold("wall"));
  EXPECT_FALSE(parse_threshold("=5%"));
  EXPECT_FALSE(parse_threshold("wall="));
}

TEST(ParseMetric, is_shown_and_better_lower_by_default) {
  const auto metric = parse_metric("lost=lost ([0-9]+)");

  ASSERT_TRUE(metric);
  EXPECT_EQ((compare::Metric{.name = "lost", .better = compare::Better::lower}), metric->metric);
  EXPECT_EQ("lost ([0-9]+)", metric->pattern);
}

TEST(ParseMetric, may_say_what_is_better_and_from_where_on) {
  const auto metric = parse_metric("rate:higher:5%=x=([0-9.]+)");

  ASSERT_TRUE(metric);
  EXPECT_EQ((compare::Metric{.name = "rate", .better = compare::Better::higher, .threshold = 0.05}),
            metric->metric);
  EXPECT_EQ("x=([0-9.]+)", metric->pattern);
}

TEST(ParseMetric, refuses_what_makes_no_sense) {
  EXPECT_FALSE(parse_metric("rate"));
  EXPECT_FALSE(parse_metric("=x"));
  EXPECT_FALSE(parse_metric("rate:more=x"));
  EXPECT_FALSE(parse_metric("rate:lower:much=x"));
  EXPECT_FALSE(parse_metric("rate=("));
}

TEST(ParseProcessors, reads_numbers_and_ranges) {
  EXPECT_THAT(*parse_processors("0,2-4"), ElementsAre(0U, 2U, 3U, 4U));
}

TEST(ParseProcessors, refuses_anything_else) {
  EXPECT_FALSE(parse_processors("a"));
  EXPECT_FALSE(parse_processors("3-2"));
  EXPECT_FALSE(parse_processors(",1"));
  EXPECT_FALSE(parse_processors("1024"));
}

TEST(ParseCommand, divides_at_blanks) {
  EXPECT_THAT(*parse_command("  prog  -n 100 "), ElementsAre("prog", "-n", "100"));
}

TEST(ParseCommand, keeps_quoted_blanks_and_expands_nothing) {
  EXPECT_THAT(*parse_command(R"(sh -c 'sleep "1"; echo $HOME' "it's" '')"),
              ElementsAre("sh", "-c", R"(sleep "1"; echo $HOME)", "it's", ""));
}

TEST(ParseCommand, joins_quoted_and_plain) {
  EXPECT_THAT(*parse_command("a'b c'd"), ElementsAre("ab cd"));
}

TEST(ParseCommand, refuses_nothing_and_open_quotes) {
  EXPECT_FALSE(parse_command("   "));
  EXPECT_FALSE(parse_command("a 'b"));
}

TEST(ParsePairs, has_the_limits_of_the_sign_interval) {
  EXPECT_FALSE(parse_pairs("5"));
  EXPECT_EQ(6U, *parse_pairs("6"));
  EXPECT_EQ(1000U, *parse_pairs("1000"));
  EXPECT_FALSE(parse_pairs("1001"));
  EXPECT_FALSE(parse_pairs("many"));
}

}  // namespace
}  // namespace ripcord::cli
