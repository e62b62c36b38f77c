#include "transports/dcerpc/errc.hpp"

#include <gtest/gtest.h>

namespace ripcord::dcerpc {
namespace {

class EveryErrc : public testing::TestWithParam<int> {};

INSTANTIATE_TEST_SUITE_P(, EveryErrc, testing::Range(1, static_cast<int>(last_errc) + 1));

TEST_P(EveryErrc, has_a_message) {
  EXPECT_NE("unknown error", error_category().message(GetParam()));
}

TEST(Errc, after_the_last_has_no_message) {
  EXPECT_EQ("unknown error", error_category().message(static_cast<int>(last_errc) + 1));
}

TEST(Errc, names_its_category) {
  const ErrorCode code = errc::truncated;

  EXPECT_STREQ("dcerpc", code.category().name());
}

}  // namespace
}  // namespace ripcord::dcerpc
