#include "transports/base/assert.hpp"

#include <gtest/gtest.h>

namespace ripcord {
namespace {

TEST(AssertDeathTest, ends_the_process_and_names_the_broken_condition) {
  EXPECT_DEATH(RIPCORD_ASSERT(1 + 1 == 3),
               "assert_test.cpp:[0-9]+: ripcord is broken: 1 \\+ 1 == 3");
}

TEST(Assert, evaluates_its_condition_exactly_once) {
  int evaluations = 0;

  RIPCORD_ASSERT(++evaluations > 0);

  EXPECT_EQ(1, evaluations);
}

}  // namespace
}  // namespace ripcord
