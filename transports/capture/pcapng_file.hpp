#pragma once

#include "transports/base/bytes.hpp"
#include "transports/capture/dialogue.hpp"
#include "transports/capture/hosts.hpp"

#include <span>
#include <string_view>

namespace ripcord::capture {

/// A file of the format of draft-ietf-opsawg-pcapng, block by block: `section`, `interface` for
/// each side, `names`, then packets.
class PcapngFile {
 public:
  /// §4.1 Section Header Block. `comment` says what was captured.
  void section(std::string_view comment);
  /// §4.2 Interface Description Block: raw IP, times in nanoseconds.
  void interface(std::string_view name);
  /// §4.4 Name Resolution Block.
  void names(std::span<const HostName> names);
  /// §4.3 Enhanced Packet Block, on the interface of the packet's side.
  void packet(const Packet& packet);

  [[nodiscard]] Bytes take() { return std::move(bytes_); }

 private:
  /// Appends a block of `type` that holds `body`.
  void block(std::uint32_t type, const Bytes& body);

  Bytes bytes_;
};

}  // namespace ripcord::capture
