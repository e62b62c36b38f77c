#pragma once

#include "transports/base/bytes.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace ripcord {

/// One side's bytes of a captured TCP connection, as far as one packet carried them on.
struct CapturedSegment {
  enum class Sender { client, server };

  /// The connection's number in the capture, from 0 in order of their SYNs.
  std::size_t connection = 0;
  /// The client is who sent the SYN.
  Sender sender = Sender::client;
  /// What the stream gains by this packet: retransmitted bytes are left out.
  Bytes payload;
};

/// The segments of a little-endian pcap file of Ethernet frames with TCP over IPv4, in the order of
/// capture. Connections whose SYN was not captured are left out. Packets that arrive ahead of a gap
/// and files of another kind end the test program, since the test data itself is wrong.
std::vector<CapturedSegment> read_capture(const std::string& path);

}  // namespace ripcord
