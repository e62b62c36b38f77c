#include "harness/cli/network_words.hpp"

#include <gtest/gtest.h>

#include <string>

namespace ripcord::cli {
namespace {

constexpr std::string_view echo = "60a15ec5-4de8-11d7-a637-005056a20182";

std::string with_version(std::string_view version) {
  return std::string(echo) + ":" + std::string(version);
}

TEST(ServerWord, is_a_host_whose_mapper_is_at_135) {
  EXPECT_EQ("store", parse_server("store")->host);
  EXPECT_EQ(135, parse_server("store")->port);
}

TEST(ServerWord, names_a_port_behind_a_colon) {
  EXPECT_EQ("10.0.0.7", parse_server("10.0.0.7:1135")->host);
  EXPECT_EQ(1135, parse_server("10.0.0.7:1135")->port);
}

TEST(ServerWord, takes_several_colons_for_an_address) {
  EXPECT_EQ("fe80::1", parse_server("fe80::1")->host);
  EXPECT_EQ(135, parse_server("fe80::1")->port);
}

TEST(ServerWord, names_a_port_behind_brackets) {
  EXPECT_EQ("::1", parse_server("[::1]:1135")->host);
  EXPECT_EQ(1135, parse_server("[::1]:1135")->port);
}

class NoServer : public testing::TestWithParam<std::string> {};

TEST_P(NoServer, is_refused) { EXPECT_TRUE(parse_server(GetParam()).has_error()); }

INSTANTIATE_TEST_SUITE_P(ServerWord,
                         NoServer,
                         testing::Values("", ":135", "a:", "a:0", "a:65536", "[::1]135", "a:b"));

TEST(InterfaceWord, has_version_1_0_where_none_is_given) {
  EXPECT_EQ(1, parse_interface(echo)->major_version);
  EXPECT_EQ(0, parse_interface(echo)->minor_version);
}

TEST(InterfaceWord, has_a_major_and_a_minor_version) {
  EXPECT_EQ(3, parse_interface(with_version("3.2"))->major_version);
  EXPECT_EQ(2, parse_interface(with_version("3.2"))->minor_version);
}

TEST(InterfaceWord, may_leave_the_minor_version_out) {
  EXPECT_EQ(3, parse_interface(with_version("3"))->major_version);
  EXPECT_EQ(0, parse_interface(with_version("3"))->minor_version);
}

class NoInterface : public testing::TestWithParam<std::string> {};

TEST_P(NoInterface, is_refused) { EXPECT_TRUE(parse_interface(GetParam()).has_error()); }

INSTANTIATE_TEST_SUITE_P(InterfaceWord,
                         NoInterface,
                         testing::Values("",
                                         "echo",
                                         with_version(""),
                                         with_version("1."),
                                         with_version("65536"),
                                         with_version("1.0.0")));

TEST(StubWord, is_pairs_of_hexadecimal_digits) {
  EXPECT_EQ((Bytes{0x29, 0, 0xfe}), *parse_stub("2900fE"));
}

TEST(StubWord, is_no_half_byte) { EXPECT_TRUE(parse_stub("290").has_error()); }

TEST(StubWord, is_nothing_but_digits) { EXPECT_TRUE(parse_stub("2 00").has_error()); }

TEST(OpnumWord, is_decimal_or_hexadecimal) {
  EXPECT_EQ(16, *parse_opnum("16"));
  EXPECT_EQ(16, *parse_opnum("0x10"));
}

TEST(OpnumWord, has_16_bits) { EXPECT_TRUE(parse_opnum("65536").has_error()); }

TEST(PortRangeWord, includes_both_ends) {
  EXPECT_EQ(49152, parse_port_range("49152-49200")->low);
  EXPECT_EQ(49200, parse_port_range("49152-49200")->high);
}

TEST(PortRangeWord, does_not_end_before_it_begins) {
  EXPECT_TRUE(parse_port_range("2-1").has_error());
}

TEST(PortRangeWord, begins_behind_0) { EXPECT_TRUE(parse_port_range("0-1").has_error()); }

TEST(NumericHostWord, is_written_as_the_system_writes_it) {
  EXPECT_EQ("::1", *parse_numeric_host("[0:0::1]"));
}

TEST(NumericHostWord, is_no_name) { EXPECT_TRUE(parse_numeric_host("localhost").has_error()); }

TEST(FolderWord, is_a_service_and_a_path) {
  EXPECT_EQ("store", parse_folder("store=/a=b")->service);
  EXPECT_EQ("/a=b", parse_folder("store=/a=b")->path);
}

TEST(FolderWord, needs_both) {
  EXPECT_TRUE(parse_folder("store=").has_error());
  EXPECT_TRUE(parse_folder("=/a").has_error());
}

TEST(TimeWord, is_more_than_nothing) { EXPECT_TRUE(parse_time("0s").has_error()); }

TEST(PageWord, is_what_a_mapper_may_be_asked_for) {
  EXPECT_EQ(500U, *parse_page("500"));
  EXPECT_TRUE(parse_page("501").has_error());
}

}  // namespace
}  // namespace ripcord::cli
