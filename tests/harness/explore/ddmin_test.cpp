#include "harness/explore/ddmin.hpp"

#include "transports/base/prng.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <set>
#include <vector>

namespace ripcord::explore {
namespace {

std::vector<int> up_to(int count) {
  std::vector<int> numbers(static_cast<std::size_t>(count));
  std::iota(numbers.begin(), numbers.end(), 1);
  return numbers;
}

/// Fails where all of `culprits` are there, and counts how often it was asked.
struct Conjunction {
  std::vector<int> culprits;
  int asked = 0;

  bool operator()(const std::vector<int>& items) {
    ++asked;
    return std::ranges::includes(items, culprits);
  }
};

TEST(Ddmin, finds_three_culprits_of_forty) {
  Conjunction fails{{3, 17, 38}};

  EXPECT_EQ(fails.culprits, ddmin(up_to(40), std::ref(fails)));
}

// A simulated run takes less than a millisecond: a thousand of them, less than a second.
TEST(Ddmin, finds_three_culprits_of_forty_in_a_hundred_and_fifty_tries) {
  Conjunction fails{{3, 17, 38}};

  static_cast<void>(ddmin(up_to(40), std::ref(fails)));

  EXPECT_LE(fails.asked, 150);
}

/// Culprits of forty, any number of one to four.
class PlantedConjunction : public testing::TestWithParam<std::uint64_t> {
 protected:
  PlantedConjunction() {
    Prng prng(GetParam(), "planted", 0);
    const std::uint64_t count = 1 + prng.below(4);
    while (culprits_.size() < count) culprits_.insert(1 + static_cast<int>(prng.below(40)));
  }

  std::set<int> culprits_;
};

TEST_P(PlantedConjunction, is_found_in_two_hundred_tries) {
  Conjunction fails{{culprits_.begin(), culprits_.end()}};

  EXPECT_EQ(fails.culprits, ddmin(up_to(40), std::ref(fails)));
  EXPECT_LE(fails.asked, 200);
}

INSTANTIATE_TEST_SUITE_P(of_forty, PlantedConjunction, testing::Range<std::uint64_t>(1, 201));

TEST(Ddmin, finds_one_culprit) {
  EXPECT_EQ((std::vector<int>{7}), ddmin(up_to(9), Conjunction{{7}}));
}

TEST(Ddmin, leaves_nothing_where_nothing_is_needed) {
  EXPECT_EQ(std::vector<int>{}, ddmin(up_to(5), Conjunction{{}}));
}

TEST(Ddmin, leaves_all_where_all_are_needed) {
  EXPECT_EQ(up_to(6), ddmin(up_to(6), Conjunction{up_to(6)}));
}

TEST(Ddmin, tries_single_ones_again_once_others_are_gone) {
  // 1 is needed only as long as 2 is there.
  const auto fails = [](const std::vector<int>& items) {
    const bool has_two = std::ranges::find(items, 2) != items.end();
    const bool has_one = std::ranges::find(items, 1) != items.end();
    const bool has_three = std::ranges::find(items, 3) != items.end();
    return has_three && (has_one || !has_two);
  };

  EXPECT_EQ((std::vector<int>{3}), ddmin(up_to(3), fails));
}

}  // namespace
}  // namespace ripcord::explore
