#pragma once

#include "transports/base/bytes.hpp"

#include <cstdint>

namespace ripcord::capture {

/// An IPv4 address, its first octet the most significant, and a TCP port.
struct Endpoint {
  std::uint32_t address = 0;
  std::uint16_t port = 0;

  friend bool operator==(const Endpoint&, const Endpoint&) = default;
};

/// Bits of `Segment::flags`: RFC 9293 §3.1 Header Format.
namespace tcp_flag {
inline constexpr std::uint8_t fin = 1;
inline constexpr std::uint8_t syn = 2;
inline constexpr std::uint8_t rst = 4;
inline constexpr std::uint8_t psh = 8;
inline constexpr std::uint8_t ack = 16;
}  // namespace tcp_flag

/// One TCP segment in a packet of its own.
struct Segment {
  /// A packet's length has 16 bits; headers take 40 bytes. Rounded down, so that long transfers are
  /// easy on the eye.
  static constexpr std::size_t payload_max = 32'768;

  Endpoint from;
  Endpoint to;
  std::uint32_t sequence = 0;
  std::uint32_t acknowledgement = 0;
  std::uint8_t flags = 0;
  /// Somebody else's bytes: those of the log that the segment was made from.
  ByteView payload;
  /// Bytes behind `payload` that were sent and that nobody kept.
  std::uint32_t missing = 0;
};

/// The packet of `segment`, without `missing`. Its checksums are valid unless bytes are missing; a
/// SYN offers the largest window scale and a segment size that no segment here exceeds.
[[nodiscard]] Bytes packet_bytes(const Segment& segment);

}  // namespace ripcord::capture
