#include "harness/compare/noise.hpp"

#include <gtest/gtest.h>

namespace ripcord::compare {
namespace {

Match match_of(Judgement judgement) {
  Match match;
  match.rows = {{.metric = {.name = "wall", .threshold = 0.5}, .judgement = judgement}};
  return match;
}

TEST(Noise, has_the_ratio_of_equals_for_its_floor) {
  EXPECT_EQ(0.25, noise_of(match_of({.ratio = 1.25})).front().floor);
  EXPECT_EQ(1.0, noise_of(match_of({.ratio = 0.5})).front().floor);
}

TEST(Noise, detects_what_carries_the_whole_interval_beyond_the_threshold) {
  // Slowed by x, the interval begins at 0.75 x: that is above 1.5 from x = 2 on.
  const Match match = match_of({.interval = measures::Interval{.low = 0.75, .high = 1.25}});

  EXPECT_EQ(1.0, noise_of(match).front().detectable);
}

TEST(Noise, detects_nothing_without_an_interval) {
  EXPECT_EQ(std::nullopt, noise_of(match_of({})).front().detectable);
}

TEST(Noise, is_not_asked_of_what_is_exact_or_not_judged) {
  Match match;
  match.rows = {{.metric = {.name = "calls", .threshold = 0.5}, .evidence = Evidence::exact},
                {.metric = {.name = "retries"}}};

  EXPECT_TRUE(noise_of(match).empty());
}

}  // namespace
}  // namespace ripcord::compare
