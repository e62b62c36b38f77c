#include "transports/capture/pcapng_file.hpp"

#include "transports/base/reader.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <string>

namespace ripcord::capture {
namespace {

std::string text_of(const Bytes& bytes) { return {bytes.begin(), bytes.end()}; }

std::uint32_t u32_at(const Bytes& bytes, std::size_t offset) {
  return bytes[offset] | static_cast<std::uint32_t>(bytes[offset + 1]) << 8U |
         static_cast<std::uint32_t>(bytes[offset + 2]) << 16U |
         static_cast<std::uint32_t>(bytes[offset + 3]) << 24U;
}

TEST(PcapngFile, begins_with_a_section_header_in_the_order_of_its_bytes) {
  PcapngFile file;
  file.section("q156715");

  const Bytes bytes = file.take();

  EXPECT_EQ(0x0a0d0d0aU, u32_at(bytes, 0));
  EXPECT_EQ(0x1a2b3c4dU, u32_at(bytes, 8));
}

TEST(PcapngFile, says_the_length_of_a_block_at_both_its_ends) {
  PcapngFile file;
  file.interface("client side");

  const Bytes bytes = file.take();

  EXPECT_EQ(bytes.size(), u32_at(bytes, 4));
  EXPECT_EQ(bytes.size(), u32_at(bytes, bytes.size() - 4));
}

TEST(PcapngFile, pads_blocks_to_four_bytes) {
  PcapngFile file;
  file.section("12345");

  EXPECT_EQ(0U, file.take().size() % 4);
}

// LINKTYPE_RAW.
TEST(PcapngFile, captures_raw_ip) {
  PcapngFile file;
  file.interface("client side");

  EXPECT_EQ(101U, u32_at(file.take(), 8));
}

TEST(PcapngFile, splits_a_time_into_its_halves) {
  PcapngFile file;
  file.packet({.time = 0x1'0000'0002, .segment = {}, .comments = {}});

  const Bytes bytes = file.take();

  EXPECT_EQ(1U, u32_at(bytes, 12));
  EXPECT_EQ(2U, u32_at(bytes, 16));
}

TEST(PcapngFile, tells_bytes_that_nobody_kept_from_those_that_it_holds) {
  PcapngFile file;
  file.packet({.segment = {.missing = 60}, .comments = {}});

  const Bytes bytes = file.take();

  EXPECT_EQ(40U, u32_at(bytes, 20));
  EXPECT_EQ(100U, u32_at(bytes, 24));
}

TEST(PcapngFile, holds_the_comments_of_a_packet) {
  PcapngFile file;
  file.packet({.segment = {}, .comments = {"FAULT cut reset"}});

  EXPECT_THAT(text_of(file.take()), testing::HasSubstr("FAULT cut reset"));
}

TEST(PcapngFile, writes_the_address_of_a_name_as_it_is_on_the_wire) {
  const std::array<HostName, 1> names{HostName{.address = 0x0a010002, .name = "ntbackup"}};
  PcapngFile file;
  file.names(names);

  EXPECT_THAT(text_of(file.take()),
              testing::HasSubstr(std::string("\x0a\x01\x00\x02ntbackup", 12)));
}

}  // namespace
}  // namespace ripcord::capture
