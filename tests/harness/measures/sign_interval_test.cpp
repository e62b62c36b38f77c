// Chances are from the binomial table with p = 1/2: sums of a row of Pascal's triangle over 2^n.
#include "harness/measures/sign_interval.hpp"

#include <gtest/gtest.h>

#include <array>
#include <limits>
#include <vector>

namespace ripcord::measures {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

TEST(ChanceOfMissing, is_that_of_all_heads_or_all_tails_at_the_outermost) {
  EXPECT_EQ(2.0 / 64, chance_of_missing(6, 1));
}

TEST(ChanceOfMissing, adds_the_row_of_the_triangle) {
  EXPECT_EQ(2.0 * (1 + 10 + 45) / 1024, chance_of_missing(10, 3));
}

TEST(ChanceOfMissing, of_twenty_pairs_is_in_the_tables) {
  // 1 + 20 + 190 + 1140 + 4845 + 15504 = 21700 of 1048576.
  EXPECT_EQ(2.0 * 21'700 / 1'048'576, chance_of_missing(20, 6));
}

TEST(ChanceOfMissing, is_above_nothing_for_the_most_observations) {
  EXPECT_GT(chance_of_missing(observations_max, 1), 0);
}

TEST(IntervalRank, of_the_tables_for_five_percent) {
  EXPECT_EQ(1U, interval_rank(6, 0.05));
  EXPECT_EQ(1U, interval_rank(8, 0.05));
  EXPECT_EQ(2U, interval_rank(9, 0.05));
  EXPECT_EQ(3U, interval_rank(12, 0.05));
  EXPECT_EQ(6U, interval_rank(20, 0.05));
  EXPECT_EQ(40U, interval_rank(100, 0.05));
}

TEST(IntervalRank, of_the_tables_for_one_percent) {
  EXPECT_EQ(1U, interval_rank(8, 0.01));
  EXPECT_EQ(4U, interval_rank(20, 0.01));
}

TEST(IntervalRank, is_none_for_too_few) {
  EXPECT_EQ(0U, interval_rank(5, 0.05));
  EXPECT_EQ(0U, interval_rank(0, 0.05));
}

TEST(IntervalRank, never_passes_the_middle) { EXPECT_EQ(3U, interval_rank(6, 1)); }

TEST(ObservationsNeeded, grow_by_one_when_the_chance_halves) {
  EXPECT_EQ(6U, observations_needed(0.05));
  EXPECT_EQ(7U, observations_needed(0.025));
  EXPECT_EQ(8U, observations_needed(0.0125));
}

TEST(ObservationsNeeded, suffice_exactly) { EXPECT_EQ(11U, observations_needed(1.0 / 1024)); }

TEST(Interval, lies_between_equal_ranks_from_both_ends) {
  const std::array<double, 6> sorted{1, 2, 3, 4, 5, 6};

  EXPECT_EQ((Interval{.low = 2, .high = 5}), interval_of(sorted, 2));
}

TEST(MedianRatio, is_the_middle_one) {
  EXPECT_EQ(2.0, median_ratio(std::vector<double>{0.5, 2.0, 9.0}));
}

TEST(MedianRatio, is_the_geometric_mean_of_the_middle_two) {
  EXPECT_EQ(6.0, median_ratio(std::vector<double>{1.0, 4.0, 9.0, 16.0}));
}

TEST(MedianRatio, is_exactly_one_of_equal_sides) {
  EXPECT_EQ(1.0, median_ratio(std::vector<double>{1.0, 1.0}));
}

TEST(MedianRatio, may_be_infinite) {
  EXPECT_EQ(infinity, median_ratio(std::vector<double>{0.0, infinity}));
}

}  // namespace
}  // namespace ripcord::measures
