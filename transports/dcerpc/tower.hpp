#pragma once

#include "transports/dcerpc/errc.hpp"
#include "transports/dcerpc/syntax.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace ripcord::dcerpc {

/// Protocol identifiers: the first octet of a floor's left-hand side (C706 appendix I).
namespace floor_id {
inline constexpr Byte ncadg = 0x0a;
inline constexpr Byte ncacn = 0x0b;
inline constexpr Byte ncalrpc = 0x0c;
inline constexpr Byte uuid = 0x0d;
inline constexpr Byte tcp = 0x07;
inline constexpr Byte udp = 0x08;
inline constexpr Byte ip = 0x09;
inline constexpr Byte named_pipe = 0x0f;
inline constexpr Byte local_port = 0x10;
inline constexpr Byte netbios = 0x11;
inline constexpr Byte http = 0x1f;
inline constexpr Byte unix_domain = 0x20;
}  // namespace floor_id

/// One floor, as its two sides stand in the tower.
struct Floor {
  /// Protocol identifier first.
  ByteView lhs;
  /// Protocol data; Wine leaves that of floor 3 empty.
  ByteView rhs;

  /// The protocol identifier; 0 where there is none.
  [[nodiscard]] Byte id() const { return lhs.empty() ? Byte{0} : lhs[0]; }
};

/// More floors than any stack has; MS-RPCE §3.1.3.5.3 would refuse from the seventh on.
inline constexpr std::size_t tower_floor_count_max = 16;
/// tower_length's range (MS-RPCE §2.2.1.2.2 twr_t).
inline constexpr std::size_t tower_size_max = 2000;

/// A tower's floors (C706 appendix L). Views into the octets that were decoded; floors of unknown
/// protocols are kept like any other.
class Tower {
 public:
  /// Fails with `truncated` or `too_many_floors`. Octets behind the last floor are ignored.
  static Decoded<Tower> decode(ByteView octets);

  [[nodiscard]] std::span<const Floor> floors() const { return {floors_.data(), size_}; }

 private:
  std::array<Floor, tower_floor_count_max> floors_{};
  std::size_t size_ = 0;
};

/// Appends the tower that has `floors`. Each side is at most 65535 octets.
void encode_tower(std::span<const Floor> floors, Bytes& out);

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
[[nodiscard]] ProtocolSequence protocol_sequence(std::string_view text);

/// What a tower says: which interface, in which transfer syntax, is served where.
struct TowerBinding {
  SyntaxId interface;
  SyntaxId transfer_syntax = ndr20;
  ProtocolSequence protocol_sequence = ProtocolSequence::ncacn_ip_tcp;
  /// For tcp, udp and http.
  std::uint16_t port = 0;
  /// The IPv4 address of floor 5 where there is one; 0.0.0.0 in questions. Receivers must ignore it
  /// (MS-RPCE §3.1.3.5.3).
  std::array<Byte, 4> address{};
  /// Pipe name (`\pipe\x`), ncalrpc port name or socket path.
  std::string endpoint;
  /// The NetBIOS host name of a named pipe's floor 5.
  std::string host;

  friend bool operator==(const TowerBinding&, const TowerBinding&) = default;
};

/// Reads the floors as a binding: none if floors 1 and 2 are no syntax ids. A stack that is not
/// known gives `ProtocolSequence::unknown` with its interface. Minor versions and floor 3's data
/// may be missing: then they are 0.
[[nodiscard]] std::optional<TowerBinding> binding_of(const Tower& tower);

/// The octets of the tower for `binding`, whose protocol sequence must be known.
[[nodiscard]] Bytes tower_octets(const TowerBinding& binding);

/// Where in `octets` the port stands, for stacks that have one; always big endian.
[[nodiscard]] std::optional<std::size_t> port_offset(ByteView octets);

}  // namespace ripcord::dcerpc
