#include "harness/cli/proxy_words.hpp"

#include <gtest/gtest.h>

#include <string>

namespace ripcord::cli {
namespace {

TEST(RouteWord, is_an_address_without_a_port) {
  EXPECT_EQ(io::Address("10.0.0.5", 0), *parse_host_and_port("10.0.0.5"));
  EXPECT_FALSE(has_port("10.0.0.5"));
}

TEST(RouteWord, names_a_port_behind_a_colon) {
  EXPECT_EQ(io::Address("10.0.0.5", 135), *parse_host_and_port("10.0.0.5:135"));
  EXPECT_TRUE(has_port("10.0.0.5:135"));
}

TEST(RouteWord, takes_several_colons_for_an_address) {
  EXPECT_EQ(io::Address("::1", 0), *parse_host_and_port("::1"));
}

TEST(RouteWord, names_a_port_behind_brackets) {
  EXPECT_EQ(io::Address("::1", 135), *parse_host_and_port("[::1]:135"));
}

class NoRoute : public testing::TestWithParam<std::string> {};

TEST_P(NoRoute, is_refused) { EXPECT_TRUE(parse_host_and_port(GetParam()).has_error()); }

INSTANTIATE_TEST_SUITE_P(RouteWord,
                         NoRoute,
                         testing::Values("", ":135", "10.0.0.5:", "10.0.0.5:65536", "[::1]135"));

}  // namespace
}  // namespace ripcord::cli
