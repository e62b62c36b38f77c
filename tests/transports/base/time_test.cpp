#include "transports/base/time.hpp"

#include <gtest/gtest.h>

namespace ripcord {
namespace {

using namespace std::chrono_literals;

constexpr Time start{};

TEST(After, adds_the_wait_to_the_moment) { EXPECT_EQ(Time(7s), after(Time(5s), 2s)); }

TEST(After, reaches_the_last_moment_before_never) {
  const Duration longest = never - start - 1ns;

  EXPECT_EQ(never - 1ns, after(start, longest));
}

TEST(After, is_never_where_the_sum_is_the_end_of_the_time_line) {
  EXPECT_EQ(never, after(Time(1s), never - Time(1s)));
}

TEST(After, is_never_where_the_sum_passes_the_end_of_the_time_line) {
  EXPECT_EQ(never, after(Time(1s), Duration::max()));
}

TEST(After, stays_never_however_short_the_wait) { EXPECT_EQ(never, after(never, 1ns)); }

}  // namespace
}  // namespace ripcord
