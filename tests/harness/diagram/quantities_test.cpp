#include "harness/diagram/quantities.hpp"

#include <gtest/gtest.h>

namespace ripcord::diagram {
namespace {

TEST(TimeText, has_three_digits) {
  EXPECT_EQ("4.32 ms", time_text(4'321'108));
  EXPECT_EQ("30.0 s", time_text(30'077'383'217));
  EXPECT_EQ("120 s", time_text(120'000'000'000));
}

TEST(TimeText, is_whole_below_a_millisecond) { EXPECT_EQ("999 us", time_text(999'999)); }

TEST(SizeText, counts_in_powers_of_two) {
  EXPECT_EQ("1023 B", size_text(1023));
  EXPECT_EQ("1.00 KiB", size_text(1024));
  EXPECT_EQ("1.00 MiB", size_text(1U << 20U));
}

}  // namespace
}  // namespace ripcord::diagram
