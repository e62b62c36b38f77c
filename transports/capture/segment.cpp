#include "transports/capture/segment.hpp"

#include "transports/base/assert.hpp"
#include "transports/base/writer.hpp"

namespace ripcord::capture {
namespace {

constexpr std::size_t ip_header_size = 20;
constexpr std::size_t tcp_header_size = 20;
constexpr std::size_t syn_options_size = 8;
constexpr std::uint8_t tcp_protocol = 6;
constexpr std::uint16_t dont_fragment = 0x4000;
constexpr std::uint8_t time_to_live = 64;
constexpr std::uint16_t window = 65'535;
// RFC 7323 §2.3: 14 is the largest. A window of 1 GiB is never full.
constexpr std::uint8_t window_scale = 14;

/// RFC 1071 §1: the sum of 16-bit words, with what overflows added again.
std::uint32_t sum_of(ByteView bytes, std::uint32_t sum) {
  for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
    sum += static_cast<std::uint32_t>(bytes[i]) << 8U | bytes[i + 1];
    sum = (sum & 0xffffU) + (sum >> 16U);
  }
  if (bytes.size() % 2 != 0) sum += static_cast<std::uint32_t>(bytes.back()) << 8U;
  return (sum & 0xffffU) + (sum >> 16U);
}

std::uint16_t checksum(std::uint32_t sum) {
  return static_cast<std::uint16_t>(~((sum & 0xffffU) + (sum >> 16U)));
}

/// RFC 9293 §3.1: addresses, protocol and length go in as well.
std::uint32_t pseudo_header_sum(const Segment& segment, std::size_t tcp_size) {
  const std::uint32_t from = segment.from.address;
  const std::uint32_t to = segment.to.address;
  return (from >> 16U) + (from & 0xffffU) + (to >> 16U) + (to & 0xffffU) + tcp_protocol +
         static_cast<std::uint32_t>(tcp_size);
}

bool is_syn(const Segment& segment) { return (segment.flags & tcp_flag::syn) != 0; }

/// RFC 791 §3.1 Internet Header Format.
void write_ip(Writer& writer, const Segment& segment, std::size_t total) {
  writer.u8(0x45);
  writer.u8(0);
  writer.u16(static_cast<std::uint16_t>(total));
  writer.u16(0);
  writer.u16(dont_fragment);
  writer.u8(time_to_live);
  writer.u8(tcp_protocol);
  writer.u16(0);
  writer.u32(segment.from.address);
  writer.u32(segment.to.address);
}

void write_tcp(Writer& writer, const Segment& segment, std::size_t header_size) {
  writer.u16(segment.from.port);
  writer.u16(segment.to.port);
  writer.u32(segment.sequence);
  writer.u32(segment.acknowledgement);
  writer.u8(static_cast<std::uint8_t>(header_size / 4 << 4U));
  writer.u8(segment.flags);
  writer.u16(window);
  writer.u16(0);
  writer.u16(0);
  if (!is_syn(segment)) return;
  // RFC 9293 §3.2: maximum segment size; then a byte to align with, and RFC 7323 §2.2.
  writer.u8(2);
  writer.u8(4);
  writer.u16(static_cast<std::uint16_t>(Segment::payload_max));
  writer.u8(1);
  writer.u8(3);
  writer.u8(3);
  writer.u8(window_scale);
}

}  // namespace

Bytes packet_bytes(const Segment& segment) {
  RIPCORD_ASSERT(segment.payload.size() + segment.missing <= Segment::payload_max);
  const std::size_t header = tcp_header_size + (is_syn(segment) ? syn_options_size : 0);
  const std::size_t tcp_size = header + segment.payload.size() + segment.missing;
  Bytes packet;
  packet.reserve(ip_header_size + header + segment.payload.size());
  Writer writer(packet, ByteOrder::big_endian);
  write_ip(writer, segment, ip_header_size + tcp_size);
  write_tcp(writer, segment, header);
  writer.bytes(segment.payload);
  const ByteView whole = packet;
  const std::uint16_t ip_sum = checksum(sum_of(whole.first(ip_header_size), 0));
  const std::uint16_t tcp_sum =
      checksum(sum_of(whole.subspan(ip_header_size), pseudo_header_sum(segment, tcp_size)));
  writer.patch_u16(10, ip_sum);
  writer.patch_u16(ip_header_size + 16, tcp_sum);
  return packet;
}

}  // namespace ripcord::capture
