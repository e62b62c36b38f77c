#include "harness/measures/blocks.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>

namespace ripcord::measures {
namespace {

std::string word(const std::vector<Side>& order) {
  std::string word;
  for (const Side side : order) word += side == Side::a ? 'a' : 'b';
  return word;
}

TEST(LaunchOrder, is_made_of_blocks_that_mirror_themselves) {
  const std::string order = word(launch_order(20, 1));

  ASSERT_EQ(40U, order.size());
  for (std::size_t block = 0; block < order.size(); block += 4) {
    const std::string four = order.substr(block, 4);
    EXPECT_TRUE(four == "abba" || four == "baab") << four << " at " << block;
  }
}

TEST(LaunchOrder, has_both_kinds_of_block) {
  const std::string order = word(launch_order(40, 7));

  EXPECT_NE(std::string::npos, order.find("abba"));
  EXPECT_NE(std::string::npos, order.find("baab"));
}

TEST(LaunchOrder, ends_in_half_a_block_for_an_odd_number_of_pairs) {
  const std::string order = word(launch_order(3, 5));

  ASSERT_EQ(6U, order.size());
  EXPECT_NE(order[4], order[5]);
}

TEST(LaunchOrder, is_the_same_for_the_same_seed) {
  EXPECT_EQ(word(launch_order(20, 3)), word(launch_order(20, 3)));
}

TEST(LaunchOrder, is_another_for_another_seed) {
  std::set<std::string> orders;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) orders.insert(word(launch_order(20, seed)));

  // Twenty draws out of 1024 orders: fewer than 18 distinct ones come once in thousands of times.
  EXPECT_GE(orders.size(), 18U);
}

TEST(LaunchOrder, of_no_pairs_is_empty) { EXPECT_EQ("", word(launch_order(0, 1))); }

}  // namespace
}  // namespace ripcord::measures
