#include "harness/load/arrivals.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <vector>

namespace ripcord::load {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;

std::vector<Duration> first(std::size_t count, Arrivals arrivals) {
  std::vector<Duration> all(count);
  for (Duration& at : all) at = arrivals.next();
  return all;
}

TEST(Arrivals, come_evenly) {
  EXPECT_THAT(first(4, Arrivals(1000, Spacing::constant, 1)), ElementsAre(0ns, 1ms, 2ms, 3ms));
}

TEST(Arrivals, do_not_drift_where_a_gap_is_no_whole_number) {
  const std::vector<Duration> all = first(3'000'001, Arrivals(3, Spacing::constant, 1));

  EXPECT_EQ(std::chrono::seconds(1'000'000), all.back());
}

TEST(PoissonArrivals, are_as_many_as_were_asked_for) {
  // The time of 100,000 arrivals varies by 1/sqrt(100000), 0.3 %; five times that is 1.6 %.
  const std::vector<Duration> all = first(100'000, Arrivals(1000, Spacing::poisson, 1));

  EXPECT_NEAR(100.0, std::chrono::duration<double>(all.back()).count(), 1.6);
}

TEST(PoissonArrivals, have_exponential_gaps) {
  const std::vector<Duration> all = first(100'000, Arrivals(1000, Spacing::poisson, 1));

  std::size_t longer = 0;
  for (std::size_t i = 1; i < all.size(); ++i)
    if (all[i] - all[i - 1] > 1ms) ++longer;
  // A gap is longer than the mean with a chance of 1/e; the share varies by 0.15 %.
  EXPECT_NEAR(std::exp(-1.0), static_cast<double>(longer) / 100'000, 0.008);
}

TEST(PoissonArrivals, never_go_back) {
  const std::vector<Duration> all =
      first(10'000, Arrivals(Arrivals::rate_max, Spacing::poisson, 3));

  EXPECT_TRUE(std::ranges::is_sorted(all));
}

TEST(PoissonArrivals, are_the_same_for_the_same_seed) {
  EXPECT_EQ(first(100, Arrivals(50, Spacing::poisson, 7)),
            first(100, Arrivals(50, Spacing::poisson, 7)));
}

TEST(PoissonArrivals, are_others_for_another_seed) {
  EXPECT_NE(first(100, Arrivals(50, Spacing::poisson, 7)),
            first(100, Arrivals(50, Spacing::poisson, 8)));
}

}  // namespace
}  // namespace ripcord::load
