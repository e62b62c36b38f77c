#include "transports/capture/segment.hpp"

#include <gtest/gtest.h>

#include <array>

namespace ripcord::capture {
namespace {

constexpr std::array<Byte, 3> payload{0x05, 0x00, 0x0b};

Segment data_segment() {
  return {.from = {.address = 0x0a010001, .port = 20'001},
          .to = {.address = 0x0a020001, .port = 135},
          .sequence = 1,
          .acknowledgement = 2,
          .flags = tcp_flag::psh | tcp_flag::ack,
          .payload = payload};
}

/// RFC 1071 §1: over a header with its checksum in place, the sum is all ones.
std::uint32_t sum_of(ByteView bytes, std::uint32_t sum = 0) {
  for (std::size_t i = 0; i < bytes.size(); ++i)
    sum += i % 2 == 0 ? static_cast<std::uint32_t>(bytes[i]) * 256U : bytes[i];
  while (sum > 0xffffU) sum = (sum & 0xffffU) + (sum >> 16U);
  return sum;
}

TEST(Segment, is_a_packet_of_two_headers_and_its_payload) {
  const Bytes packet = packet_bytes(data_segment());

  EXPECT_EQ(20U + 20U + 3U, packet.size());
}

TEST(Segment, tells_the_packets_length_in_the_ip_header) {
  const Bytes packet = packet_bytes(data_segment());

  EXPECT_EQ(43, packet[2] * 256 + packet[3]);
}

TEST(Segment, has_a_valid_ip_checksum) {
  const Bytes packet = packet_bytes(data_segment());

  EXPECT_EQ(0xffffU, sum_of(ByteView(packet).first(20)));
}

// RFC 9293 §3.1: addresses, protocol 6 and the segment's length are summed too.
TEST(Segment, has_a_valid_tcp_checksum_over_an_odd_payload) {
  const Bytes packet = packet_bytes(data_segment());

  const std::uint32_t addresses = sum_of(ByteView(packet).subspan(12, 8));
  EXPECT_EQ(0xffffU, sum_of(ByteView(packet).subspan(20), addresses + 6 + 23));
}

TEST(Segment, counts_bytes_that_nobody_kept_in_its_length_only) {
  Segment segment = data_segment();
  segment.missing = 100;

  const Bytes packet = packet_bytes(segment);

  EXPECT_EQ(43U, packet.size());
  EXPECT_EQ(143, packet[2] * 256 + packet[3]);
}

// RFC 7323 §2.2: kind 3, length 3, shift; 14 is the largest.
TEST(Segment, offers_the_largest_window_scale_when_it_is_a_syn) {
  Segment segment = data_segment();
  segment.flags = tcp_flag::syn;
  segment.payload = {};

  const Bytes packet = packet_bytes(segment);

  ASSERT_EQ(48U, packet.size());
  EXPECT_EQ((std::array<Byte, 3>{3, 3, 14}), (std::array{packet[45], packet[46], packet[47]}));
}

}  // namespace
}  // namespace ripcord::capture
