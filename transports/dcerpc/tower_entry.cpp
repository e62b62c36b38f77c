#include "transports/dcerpc/tower_entry.hpp"

#include "transports/dcerpc/tower_binding.hpp"

#include <array>
#include <string>
#include <utility>

namespace ripcord::dcerpc {
namespace {

std::string dotted(const std::array<Byte, 4>& address) {
  std::string text;
  for (const Byte octet : address) {
    if (!text.empty()) text += '.';
    text += std::to_string(octet);
  }
  return text;
}

protocol::DirectoryEntry entry_of(TowerBinding binding) {
  protocol::DirectoryEntry entry{.interface = binding.interface,
                                 .protocol_sequence = std::string(text(binding.protocol_sequence)),
                                 .port = binding.port,
                                 .host = std::move(binding.host)};
  if (binding.address != std::array<Byte, 4>{}) entry.host = dotted(binding.address);
  // A local port is named by its host and number, or in words of its server's.
  if (binding.protocol_sequence == ProtocolSequence::ncalrpc) {
    const std::size_t end = binding.port == 0 ? std::string::npos : binding.endpoint.rfind(':');
    entry.host = binding.endpoint.substr(0, end);
  }
  return entry;
}

bool is_on_tcp(ProtocolSequence sequence) {
  return sequence == ProtocolSequence::ncacn_ip_tcp || sequence == ProtocolSequence::ncacn_http;
}

std::optional<TowerBinding> read_binding(ByteView octets) {
  const Decoded<Tower> tower = Tower::decode(octets);
  if (!tower) return std::nullopt;
  return binding_of(*tower);
}

}  // namespace

std::optional<protocol::DirectoryEntry> tower_entry(ByteView octets) {
  std::optional<TowerBinding> binding = read_binding(octets);
  if (!binding) return std::nullopt;
  return entry_of(*std::move(binding));
}

std::optional<TowerPorts> tower_ports(ByteView octets) {
  std::optional<TowerBinding> binding = read_binding(octets);
  const std::optional<std::size_t> port = port_offset(octets);
  if (!binding || !port || !is_on_tcp(binding->protocol_sequence)) return std::nullopt;
  return TowerPorts{.entry = entry_of(*std::move(binding)),
                    .port_offset = *port,
                    .host_offset = address_offset(octets)};
}

}  // namespace ripcord::dcerpc
