#pragma once

#include "transports/protocol/directory.hpp"

#include <cstddef>
#include <optional>

namespace ripcord::dcerpc {

/// The tower `octets` as an entry of the directory, without object and annotation, which are not in
/// it. None if the tower cannot be read.
[[nodiscard]] std::optional<protocol::DirectoryEntry> tower_entry(ByteView octets);

/// An endpoint on TCP, and where in its tower it stands.
struct TowerPorts {
  protocol::DirectoryEntry entry;
  std::size_t port_offset = 0;
  /// Of an IPv4 address.
  std::optional<std::size_t> host_offset;
};

/// None if the tower cannot be read or names no port of TCP.
[[nodiscard]] std::optional<TowerPorts> tower_ports(ByteView octets);

}  // namespace ripcord::dcerpc
