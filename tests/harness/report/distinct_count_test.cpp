#include "harness/report/distinct_count.hpp"

#include <gtest/gtest.h>

namespace ripcord::report {
namespace {

DistinctCount count_up_to(std::uint64_t last) {
  DistinctCount counted;
  for (std::uint64_t hash = 1; hash <= last; ++hash) counted.add(hash);
  return counted;
}

TEST(DistinctCount, counts_equal_hashes_once) {
  DistinctCount counted;

  counted.add(7);
  counted.add(9);
  counted.add(7);

  EXPECT_EQ(2U, counted.count());
}

TEST(DistinctCount, is_exact_at_its_bound) { EXPECT_EQ(100'000U, count_up_to(100'000).count()); }

TEST(DistinctCount, stands_for_more_just_beyond_its_bound) {
  EXPECT_EQ(100'001U, count_up_to(100'001).count());
}

TEST(DistinctCount, does_not_grow_far_beyond_its_bound) {
  EXPECT_EQ(100'001U, count_up_to(300'000).count());
}

TEST(DistinctCount, stays_exact_when_every_hash_comes_again) {
  DistinctCount counted = count_up_to(100'000);

  for (std::uint64_t hash = 100'000; hash > 0; --hash) counted.add(hash);

  EXPECT_EQ(100'000U, counted.count());
}

TEST(DistinctText, is_the_number_at_the_bound) { EXPECT_EQ("100000", distinct_text(100'000)); }

TEST(DistinctText, says_that_there_were_more_beyond_the_bound) {
  EXPECT_EQ("more than 100000", distinct_text(100'001));
}

}  // namespace
}  // namespace ripcord::report
