#pragma once

#include "transports/dcerpc/errc.hpp"
#include "transports/dcerpc/syntax.hpp"

#include <array>
#include <span>

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

}  // namespace ripcord::dcerpc
