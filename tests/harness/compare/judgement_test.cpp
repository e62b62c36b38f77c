// Ranks and chances are those of the binomial tables with p = 1/2; see sign_interval_test.cpp.
#include "harness/compare/judgement.hpp"

#include <gtest/gtest.h>

#include <array>
#include <limits>

namespace ripcord::compare {
namespace {

using measures::Interval;

constexpr Metric time_metric{.name = {}, .better = Better::lower, .threshold = 0.05};

/// Pairs with these ratios.
Series ratios(std::vector<double> b, Metric metric = time_metric) {
  return {.metric = std::move(metric), .a = std::vector<double>(b.size(), 1.0), .b = std::move(b)};
}

Metric with(Better better, std::optional<double> threshold) {
  return {.name = "metric", .better = better, .threshold = threshold};
}

Judgement only(const Series& series) { return judge(std::array{series}).front(); }

TEST(Judge, calls_a_time_that_surely_grew_beyond_the_threshold_a_regression) {
  const Judgement judgement = only(ratios({1.20, 1.06, 1.10, 1.12, 1.14, 1.08}));

  EXPECT_EQ(Verdict::regression, judgement.verdict);
  EXPECT_EQ((Interval{.low = 1.06, .high = 1.20}), judgement.interval);
}

TEST(Judge, calls_a_time_that_surely_shrank_beyond_the_threshold_improved) {
  EXPECT_EQ(Verdict::improved, only(ratios({0.90, 0.91, 0.92, 0.93, 0.94, 0.95})).verdict);
}

TEST(Judge, calls_a_rate_that_surely_shrank_a_regression) {
  const Series rate = ratios({0.90, 0.91, 0.92, 0.93, 0.94, 0.95}, with(Better::higher, 0.05));

  EXPECT_EQ(Verdict::regression, only(rate).verdict);
}

TEST(Judge, calls_a_rate_that_surely_grew_improved) {
  const Series rate = ratios({1.06, 1.07, 1.08, 1.09, 1.10, 1.11}, with(Better::higher, 0.05));

  EXPECT_EQ(Verdict::improved, only(rate).verdict);
}

TEST(Judge, calls_what_surely_stays_within_the_threshold_equivalent) {
  EXPECT_EQ(Verdict::equivalent, only(ratios({0.96, 0.98, 1.0, 1.0, 1.02, 1.04})).verdict);
}

TEST(Judge, is_symmetric_in_both_sides) {
  // 1/1.05 is 0.9524: as far below as 1.05 is above.
  EXPECT_EQ(Verdict::equivalent, only(ratios({0.953, 1.0, 1.0, 1.0, 1.0, 1.049})).verdict);
  EXPECT_EQ(Verdict::inconclusive, only(ratios({0.951, 1.0, 1.0, 1.0, 1.0, 1.049})).verdict);
}

TEST(Judge, leaves_open_what_may_lie_on_either_side_of_the_threshold) {
  EXPECT_EQ(Verdict::inconclusive, only(ratios({1.04, 1.06, 1.06, 1.06, 1.06, 1.06})).verdict);
}

TEST(Judge, ignores_one_outlier_on_each_side_of_nine_pairs) {
  const Judgement judgement = only(ratios({0.1, 1.06, 1.1, 1.1, 1.1, 1.1, 1.1, 1.2, 90}));

  EXPECT_EQ(Verdict::regression, judgement.verdict);
  EXPECT_EQ((Interval{.low = 1.06, .high = 1.2}), judgement.interval);
}

TEST(Judge, says_how_many_pairs_there_must_be_at_least) {
  const Judgement judgement = only(ratios({1.5, 1.5, 1.5, 1.5, 1.5}));

  EXPECT_EQ(Verdict::inconclusive, judgement.verdict);
  EXPECT_EQ(std::nullopt, judgement.interval);
  EXPECT_EQ(6U, judgement.pairs_needed);
}

TEST(Judge, says_how_many_pairs_would_decide) {
  // The interval reaches to 3, the threshold to 2: it must shrink by ln 3 / ln 2 = 1.585, which
  // takes 1.585^2 = 2.51 times nine pairs.
  const Series wide = ratios({0.125, 1.0 / 3, 0.5, 0.5, 1, 2, 2, 3, 8}, with(Better::lower, 1.0));

  EXPECT_EQ(23U, only(wide).pairs_needed);
}

TEST(Judge, says_no_number_where_no_number_would_do) {
  // The median is the threshold itself: however narrow the interval, it holds both sides.
  const Series edge = ratios({1, 2, 2, 2, 2, 4}, with(Better::lower, 1.0));

  EXPECT_EQ(Verdict::inconclusive, only(edge).verdict);
  EXPECT_EQ(std::nullopt, only(edge).pairs_needed);
}

TEST(Judge, takes_the_median_of_the_ratios) {
  EXPECT_EQ(6.0, only({.metric = time_metric, .a = {1, 2, 1, 1}, .b = {1, 8, 9, 16}}).ratio);
}

TEST(Judge, takes_nothing_and_nothing_for_equal) {
  EXPECT_EQ(1.0, only({.metric = time_metric, .a = {0}, .b = {0}}).ratio);
}

TEST(Judge, takes_something_for_infinitely_more_than_nothing) {
  const Judgement judgement =
      only({.metric = time_metric, .a = std::vector<double>(6), .b = std::vector<double>(6, 1.0)});

  EXPECT_EQ(std::numeric_limits<double>::infinity(), judgement.ratio);
  EXPECT_EQ(Verdict::regression, judgement.verdict);
}

TEST(Judge, shows_what_has_no_threshold) {
  const Judgement judgement = only(ratios({2, 2, 2, 2, 2, 2}, with(Better::lower, std::nullopt)));

  EXPECT_EQ(Verdict::shown, judgement.verdict);
  EXPECT_EQ(2.0, judgement.ratio);
}

TEST(Judge, has_no_opinion_without_pairs) {
  const Judgement judgement = only(ratios({}));

  EXPECT_EQ(Verdict::shown, judgement.verdict);
  EXPECT_EQ(0U, judgement.pairs);
}

// Six pairs miss with a chance of 2/64 = 0.031, which is enough for one metric, not for one of two.
TEST(Judge, wants_more_pairs_for_more_metrics) {
  const Series slow = ratios({1.5, 1.5, 1.5, 1.5, 1.5, 1.5});

  const std::vector<Judgement> both = judge(std::array{slow, slow});

  EXPECT_EQ(Verdict::inconclusive, both[0].verdict);
  EXPECT_EQ(7U, both[0].pairs_needed);
  EXPECT_EQ(Verdict::inconclusive, both[1].verdict);
}

TEST(Judge, does_not_count_metrics_that_are_only_shown) {
  const Series slow = ratios({1.5, 1.5, 1.5, 1.5, 1.5, 1.5});
  const Series shown = ratios({1, 1, 1, 1, 1, 1}, with(Better::lower, std::nullopt));

  EXPECT_EQ(Verdict::regression, judge(std::array{shown, slow})[1].verdict);
}

/// Nine pairs: sure at the outermost rank, 2/512 = 0.004, or only at the second, 20/512 = 0.039.
const std::vector<double> clear{1.06, 1.1, 1.1, 1.1, 1.1, 1.1, 1.1, 1.1, 1.2};
const std::vector<double> nearly{0.9, 1.06, 1.1, 1.1, 1.1, 1.1, 1.1, 1.1, 1.2};

TEST(Judge, judges_the_second_by_the_whole_chance_once_the_first_is_clear) {
  const std::vector<Judgement> both = judge(std::array{ratios(nearly), ratios(clear)});

  EXPECT_EQ(Verdict::regression, both[0].verdict);
  EXPECT_EQ(0.05, both[0].chance);
  EXPECT_EQ(Verdict::regression, both[1].verdict);
  EXPECT_EQ(0.025, both[1].chance);
}

TEST(Judge, divides_the_chance_as_long_as_nothing_is_clear) {
  const std::vector<Judgement> both = judge(std::array{ratios(nearly), ratios(nearly)});

  EXPECT_EQ(Verdict::inconclusive, both[0].verdict);
  EXPECT_EQ(0.025, both[0].chance);
  EXPECT_EQ(Verdict::inconclusive, both[1].verdict);
  EXPECT_EQ(0.025, both[1].chance);
}

TEST(JudgeExactly, needs_one_pair) {
  EXPECT_EQ(Verdict::regression, judge_exactly(ratios({1.051})).verdict);
  EXPECT_EQ(Verdict::equivalent, judge_exactly(ratios({1.05})).verdict);
  EXPECT_EQ(Verdict::improved, judge_exactly(ratios({0.95})).verdict);
}

TEST(JudgeExactly, shows_what_has_no_threshold) {
  EXPECT_EQ(Verdict::shown, judge_exactly(ratios({3}, with(Better::lower, std::nullopt))).verdict);
}

TEST(PairsNeeded, grow_with_the_logarithm_of_the_family) {
  EXPECT_EQ(6U, pairs_needed(0));
  EXPECT_EQ(6U, pairs_needed(1));
  EXPECT_EQ(7U, pairs_needed(2));
  EXPECT_EQ(10U, pairs_needed(20));
}

}  // namespace
}  // namespace ripcord::compare
