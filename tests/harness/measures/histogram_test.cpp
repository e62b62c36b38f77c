#include "harness/measures/histogram.hpp"

#include "transports/base/prng.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace ripcord::measures {
namespace {

using testing::ElementsAre;

Histogram of(const std::vector<std::uint64_t>& values) {
  Histogram histogram;
  for (const std::uint64_t value : values) histogram.record(value);
  return histogram;
}

/// Values over all magnitudes that a histogram can hold.
std::vector<std::uint64_t> drawn(std::uint64_t seed, std::size_t count) {
  Prng prng(seed, "values");
  std::vector<std::uint64_t> values(count);
  for (std::uint64_t& value : values) value = prng.next() >> (22 + prng.below(42));
  return values;
}

/// The value that `share` of `sorted` do not exceed, by the definition.
std::uint64_t exact(const std::vector<std::uint64_t>& sorted, double share) {
  const auto rank = static_cast<std::size_t>(
      std::max(1.0, std::ceil(share * static_cast<double>(sorted.size()))));
  return sorted[rank - 1];
}

TEST(Histogram, knows_nothing_of_no_values) {
  const Histogram histogram;

  EXPECT_TRUE(histogram.empty());
  EXPECT_EQ(0U, histogram.min());
  EXPECT_EQ(0U, histogram.max());
  EXPECT_EQ(0.0, histogram.mean());
  EXPECT_EQ(0.0, histogram.standard_deviation());
  EXPECT_EQ(0U, histogram.at(0.5));
}

TEST(Histogram, is_exact_below_2048) {
  Histogram histogram;
  for (std::uint64_t value = 1; value <= 2047; ++value) histogram.record(value);

  EXPECT_EQ(2047U, histogram.buckets().size());
  EXPECT_EQ(1024U, histogram.at(0.5));
  EXPECT_EQ(2047U, histogram.at(1));
}

TEST(Histogram, takes_two_values_for_one_from_2048_on) {
  EXPECT_THAT(of({2047, 2048, 2049, 2050}).buckets(),
              ElementsAre(Histogram::Bucket{2047, 2047, 1},
                          Histogram::Bucket{2048, 2049, 2},
                          Histogram::Bucket{2050, 2051, 1}));
}

TEST(Histogram, takes_four_values_for_one_from_4096_on) {
  EXPECT_THAT(of({4095, 4096, 4099, 4100}).buckets(),
              ElementsAre(Histogram::Bucket{4094, 4095, 1},
                          Histogram::Bucket{4096, 4099, 2},
                          Histogram::Bucket{4100, 4103, 1}));
}

TEST(Histogram, names_the_value_that_half_do_not_exceed) {
  EXPECT_EQ(20U, of({10, 20, 30, 40}).at(0.5));
  EXPECT_EQ(30U, of({10, 20, 30, 40}).at(0.51));
}

TEST(Histogram, takes_seven_of_a_hundred_for_seven_percent) {
  Histogram histogram;
  for (std::uint64_t value = 1; value <= 100; ++value) histogram.record(value);

  EXPECT_EQ(7U, histogram.at(0.07));
}

TEST(Histogram, begins_with_the_least_value) { EXPECT_EQ(10U, of({10, 20}).at(0)); }

TEST(Histogram, never_names_more_than_its_greatest_value) {
  EXPECT_EQ(1'000'001U, of({1'000'001}).at(0.99));
}

TEST(Histogram, keeps_least_and_greatest_exactly) {
  const Histogram histogram = of({123'456'789, 987'654'321});

  EXPECT_EQ(123'456'789U, histogram.min());
  EXPECT_EQ(987'654'321U, histogram.max());
}

TEST(Histogram, takes_what_is_too_great_for_the_greatest) {
  const Histogram histogram = of({Histogram::value_max - 1, Histogram::value_max + 1, ~0ULL});

  EXPECT_EQ(Histogram::value_max, histogram.max());
  EXPECT_EQ(3U, histogram.count());
}

TEST(Histogram, has_the_mean_of_all_values) { EXPECT_EQ(2.5, of({1, 2, 3, 4}).mean()); }

TEST(Histogram, has_the_deviation_of_all_values) {
  EXPECT_EQ(2.0, of({2, 4, 4, 4, 5, 5, 7, 9}).standard_deviation());
}

TEST(Histogram, counts_a_value_that_comes_many_times) {
  Histogram once;
  once.record(5, 3);

  EXPECT_EQ(of({5, 5, 5}).buckets(), once.buckets());
  EXPECT_EQ(3U, once.count());
}

TEST(Histogram, counts_what_lies_below_a_value) {
  EXPECT_EQ(2U, of({10, 20, 30}).count_up_to(20));
  EXPECT_EQ(3U, of({10, 20, 30}).count_up_to(1'000'000));
  EXPECT_EQ(0U, of({10, 20, 30}).count_up_to(9));
}

class DrawnHistogram : public testing::TestWithParam<std::uint64_t> {};

TEST_P(DrawnHistogram, is_never_below_a_percentile_and_less_than_a_thousandth_above) {
  std::vector<std::uint64_t> values = drawn(GetParam(), 4000);
  const Histogram histogram = of(values);
  std::ranges::sort(values);

  for (const double share : {0.0, 0.001, 0.1, 0.5, 0.9, 0.99, 0.999, 1.0}) {
    const std::uint64_t wanted = exact(values, share);
    EXPECT_LE(wanted, histogram.at(share)) << share;
    EXPECT_LE(histogram.at(share), wanted + wanted / 1000) << share;
  }
}

TEST_P(DrawnHistogram, is_the_same_from_parts) {
  const std::vector<std::uint64_t> values = drawn(GetParam(), 1000);
  const auto middle = values.begin() + 300;

  Histogram merged = of({middle, values.end()});
  merged.merge(of({values.begin(), middle}));

  const Histogram whole = of(values);
  EXPECT_EQ(whole.buckets(), merged.buckets());
  EXPECT_EQ(whole.count(), merged.count());
  EXPECT_EQ(whole.min(), merged.min());
  EXPECT_EQ(whole.max(), merged.max());
  EXPECT_EQ(whole.mean(), merged.mean());
}

INSTANTIATE_TEST_SUITE_P(Seeds, DrawnHistogram, testing::Range(std::uint64_t{1}, std::uint64_t{9}));

TEST(Histogram, is_what_it_was_after_merging_nothing) {
  Histogram histogram = of({7});
  histogram.merge(Histogram());

  EXPECT_EQ(7U, histogram.min());
  EXPECT_EQ(7U, histogram.max());
  EXPECT_EQ(1U, histogram.count());
}

}  // namespace
}  // namespace ripcord::measures
