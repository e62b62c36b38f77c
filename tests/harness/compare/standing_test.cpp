#include "harness/compare/standing.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace ripcord::compare {
namespace {

using enum Standing;

std::vector<StandingPair> times(std::size_t count, StandingPair pair) {
  return std::vector<StandingPair>(count, pair);
}

std::vector<StandingPair> operator+(std::vector<StandingPair> some,
                                    const std::vector<StandingPair>& more) {
  some.insert(some.end(), more.begin(), more.end());
  return some;
}

constexpr StandingPair good{completed, completed};
constexpr StandingPair worse{completed, failed};
constexpr StandingPair better{failed, completed};

Verdict sampled(const std::vector<StandingPair>& pairs) {
  return judge_standings(pairs, Evidence::sampled);
}

TEST(JudgeStandings, finds_runs_that_go_well_equivalent) {
  EXPECT_EQ(Verdict::equivalent, sampled(times(20, good)));
}

TEST(JudgeStandings, finds_runs_that_fail_alike_equivalent) {
  EXPECT_EQ(Verdict::equivalent, sampled(times(20, {failed, failed})));
}

TEST(JudgeStandings, calls_one_failure_where_there_was_none_a_regression) {
  EXPECT_EQ(Verdict::regression, sampled(times(19, good) + times(1, worse)));
}

TEST(JudgeStandings, calls_an_error_where_runs_only_failed_a_regression) {
  EXPECT_EQ(Verdict::regression, sampled(times(1, {failed, error})));
}

TEST(JudgeStandings, calls_failing_as_expected_worse_than_completing) {
  EXPECT_EQ(Verdict::regression, sampled(times(1, {completed, ended_as_expected})));
}

TEST(JudgeStandings, calls_failing_more_often_a_regression_once_it_is_sure) {
  // 7 of 8 changes for the worse: 2 * (1 + 8) / 256 = 0.07; 8 of 9: 2 * (1 + 9) / 512 = 0.04.
  EXPECT_EQ(Verdict::inconclusive, sampled(times(1, better) + times(7, worse)));
  EXPECT_EQ(Verdict::regression, sampled(times(1, better) + times(8, worse)));
}

TEST(JudgeStandings, calls_failing_less_often_improved_once_it_is_sure) {
  EXPECT_EQ(Verdict::inconclusive, sampled(times(5, better)));
  EXPECT_EQ(Verdict::improved, sampled(times(6, better)));
}

TEST(JudgeStandings, needs_one_pair_where_nothing_is_left_to_chance) {
  EXPECT_EQ(Verdict::improved, judge_standings(times(1, better), Evidence::exact));
}

TEST(JudgeStandings, leaves_open_seeds_that_go_better_and_worse) {
  EXPECT_EQ(Verdict::inconclusive,
            judge_standings(times(2, better) + times(1, worse), Evidence::exact));
}

TEST(JudgeStandings, finds_nothing_in_nothing) { EXPECT_EQ(Verdict::equivalent, sampled({})); }

}  // namespace
}  // namespace ripcord::compare
