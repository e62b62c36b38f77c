#pragma once

#include "transports/dcerpc/tower.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ripcord::dcerpc {

/// How RPC is carried, as far as this project can name it.
enum class ProtocolSequence : std::uint8_t {
  /// A stack that is not in this list.
  unknown,
  ncacn_ip_tcp,
  ncadg_ip_udp,
  ncacn_http,
  ncacn_np,
  ncalrpc,
  ncacn_unix_stream,
};
/// `ncacn_ip_tcp`; `unknown` for unknown.
[[nodiscard]] std::string_view text(ProtocolSequence sequence);
/// `unknown` for a text that names none.
[[nodiscard]] ProtocolSequence protocol_sequence(std::string_view text);

/// The most octets of an endpoint or a host name that a floor holds: it has their NUL too.
inline constexpr std::size_t endpoint_size_max = 0xfffe;

/// What a tower says: which interface, in which transfer syntax, is served where.
struct TowerBinding {
  SyntaxId interface;
  SyntaxId transfer_syntax = ndr20;
  ProtocolSequence protocol_sequence = ProtocolSequence::ncacn_ip_tcp;
  /// For tcp, udp and http; for ncalrpc where its port name ends in a number, as `server:49152`.
  std::uint16_t port = 0;
  /// The IPv4 address of floor 5 where there is one; 0.0.0.0 in questions. Receivers must ignore it
  /// (MS-RPCE §3.1.3.5.3).
  std::array<Byte, 4> address{};
  /// Pipe name (`\pipe\x`), ncalrpc port name or socket path; without its NUL.
  std::string endpoint;
  /// The NetBIOS host name of a named pipe's floor 5.
  std::string host;

  friend bool operator==(const TowerBinding&, const TowerBinding&) = default;
};

/// Reads the floors as a binding: none if floors 1 and 2 are no syntax ids. A stack that is not
/// known gives `ProtocolSequence::unknown` with its interface. What a floor's right-hand side lacks
/// is taken as 0 or empty.
[[nodiscard]] std::optional<TowerBinding> binding_of(const Tower& tower);

/// The octets of the tower for `binding`. Its protocol sequence must be known, and its texts no
/// longer than `endpoint_size_max`.
[[nodiscard]] Bytes tower_octets(const TowerBinding& binding);

/// The octets of a dotted IPv4 address; 0.0.0.0 for what is none.
[[nodiscard]] std::array<Byte, 4> ipv4_octets(std::string_view text);

/// Where in the tower `octets` the port stands, for stacks that have one; always big endian.
[[nodiscard]] std::optional<std::size_t> port_offset(ByteView octets);

/// Where in the tower `octets` the IPv4 address of floor 5 stands, for stacks that have one.
[[nodiscard]] std::optional<std::size_t> address_offset(ByteView octets);

}  // namespace ripcord::dcerpc
