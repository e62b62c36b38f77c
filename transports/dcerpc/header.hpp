#pragma once

#include "transports/base/bytes.hpp"
#include "transports/base/result.hpp"
#include "transports/protocol/protocol.hpp"

#include <array>
#include <cstdint>

namespace ripcord::dcerpc {

/// The values of ptype (C706 §12.6.3.1 Common fields; MS-RPCE §2.2.2.1 PDU segments; rts from
/// MS-RPCH §2.2.3.6). Those marked CL belong to the connectionless protocol and are only named.
enum class PduType : std::uint8_t {
  request = 0,
  ping = 1,  // CL
  response = 2,
  fault = 3,
  working = 4,      // CL
  nocall = 5,       // CL
  reject = 6,       // CL
  ack = 7,          // CL
  cl_cancel = 8,    // CL
  fack = 9,         // CL
  cancel_ack = 10,  // CL
  bind = 11,
  bind_ack = 12,
  bind_nak = 13,
  alter_context = 14,
  alter_context_resp = 15,
  auth3 = 16,
  shutdown = 17,
  co_cancel = 18,
  orphaned = 19,
  rts = 20,
};

/// Flags of pfc_flags (C706 §12.6.3.1 Common fields).
namespace pfc {
inline constexpr std::uint8_t first_frag = 0x01;
inline constexpr std::uint8_t last_frag = 0x02;
/// On request, response and fault.
inline constexpr std::uint8_t pending_cancel = 0x04;
/// The same bit on bind, alter_context and their answers (MS-RPCE §2.2.2.3).
inline constexpr std::uint8_t support_header_sign = 0x04;
inline constexpr std::uint8_t reserved = 0x08;
/// Asked for in bind, echoed in bind_ack if granted.
inline constexpr std::uint8_t conc_mpx = 0x10;
/// On fault: the server vouches that the operation was not entered.
inline constexpr std::uint8_t did_not_execute = 0x20;
/// On request: no answer is expected.
inline constexpr std::uint8_t maybe = 0x40;
/// On request: an object UUID follows opnum.
inline constexpr std::uint8_t object_uuid = 0x80;
inline constexpr std::uint8_t whole = first_frag | last_frag;
}  // namespace pfc

/// The data representation label (C706 §14.2.5): how the sender writes integers, in the header and
/// in the stub alike.
struct DataRepresentation {
  std::array<Byte, 4> octets{0x10, 0, 0, 0};

  static constexpr DataRepresentation of(ByteOrder order) {
    return {{static_cast<Byte>(order == ByteOrder::little_endian ? 0x10 : 0x00), 0, 0, 0}};
  }
  [[nodiscard]] constexpr ByteOrder byte_order() const {
    return (octets[0] & 0xf0U) == 0 ? ByteOrder::big_endian : ByteOrder::little_endian;
  }

  friend bool operator==(const DataRepresentation&, const DataRepresentation&) = default;
};

/// The fields that every PDU begins with (C706 §12.6.3.1 Common fields).
struct Header {
  std::uint8_t rpc_vers = 5;
  std::uint8_t rpc_vers_minor = 0;
  PduType ptype = PduType::request;
  std::uint8_t pfc_flags = pfc::whole;
  DataRepresentation packed_drep;
  /// Size of the whole PDU. Encoding computes it; what is here is ignored.
  std::uint16_t frag_length = 0;
  /// Size of auth_value alone, without the sec_trailer in front of it. Encoding computes it.
  std::uint16_t auth_length = 0;
  std::uint32_t call_id = 1;

  /// Whether every bit of `flags` is set.
  [[nodiscard]] constexpr bool has(std::uint8_t flags) const {
    return (pfc_flags & flags) == flags;
  }
  [[nodiscard]] constexpr ByteOrder byte_order() const { return packed_drep.byte_order(); }

  friend bool operator==(const Header&, const Header&) = default;
};

inline constexpr std::size_t header_size = 16;
/// What must be there before `frame` can say how long a PDU is.
inline constexpr std::size_t frame_peek_size = 10;
/// sec_trailer without auth_value (MS-RPCE §2.2.2.11).
inline constexpr std::size_t sec_trailer_size = 8;
inline constexpr std::size_t frag_length_max = 0xffff;

/// Reads the first 16 bytes of `unit`. Fails with `truncated`, `rpc_version` and
/// `integer_representation` only: it does not compare frag_length with what is there, and any ptype
/// passes.
[[nodiscard]] Decoded<Header> decode_header(ByteView unit);

/// Says where the next PDU of a stream ends. Framing is lost at the first byte that no PDU of
/// version 5.0 or 5.1 can have, or when frag_length is smaller than a header; an unknown ptype is
/// framed like any other.
[[nodiscard]] protocol::Frame frame(ByteView front);

}  // namespace ripcord::dcerpc
