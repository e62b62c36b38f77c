#include "harness/explore/decisions.hpp"

#include <gtest/gtest.h>

namespace ripcord::explore {
namespace {

TEST(Decisions, are_the_bytes_in_order) {
  const Bytes bytes{7, 9};
  Decisions decisions(bytes);

  EXPECT_EQ(7, decisions.next());
  EXPECT_EQ(9, decisions.next());
}

TEST(Decisions, are_no_once_the_bytes_are_exhausted) {
  const Bytes bytes{7};
  Decisions decisions(bytes);
  static_cast<void>(decisions.next());

  EXPECT_TRUE(decisions.exhausted());
  EXPECT_EQ(0, decisions.next());
}

TEST(Decisions, make_a_number_of_eight_with_the_first_in_front) {
  const Bytes bytes{1, 2, 3, 4, 5, 6, 7, 8};
  Decisions decisions(bytes);

  EXPECT_EQ(0x0102030405060708U, decisions.next_eight());
}

TEST(Decisions, make_a_number_of_fewer_than_eight_as_if_zeros_followed) {
  const Bytes bytes{1};
  Decisions decisions(bytes);

  EXPECT_EQ(0x0100000000000000U, decisions.next_eight());
}

}  // namespace
}  // namespace ripcord::explore
