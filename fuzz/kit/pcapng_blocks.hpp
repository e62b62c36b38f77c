#pragma once

#include "transports/base/bytes.hpp"

#include <cstddef>
#include <vector>

namespace ripcord::fuzz {

/// What a pcapng file of ours holds.
struct PcapngFile {
  std::size_t interfaces = 0;
  /// IPv4 packets, in order.
  std::vector<Bytes> packets;
};

/// Reads a file that this program wrote, block by block. Anything that breaks the format
/// (draft-ietf-opsawg-pcapng §4) is asserted.
[[nodiscard]] PcapngFile read_pcapng(ByteView file);

}  // namespace ripcord::fuzz
