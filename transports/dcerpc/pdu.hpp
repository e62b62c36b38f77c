#pragma once

#include "transports/dcerpc/errc.hpp"
#include "transports/dcerpc/header.hpp"
#include "transports/dcerpc/syntax.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

/// The connection-oriented PDUs as values (C706 §12.6.4; MS-RPCE §2.2.2).
///
/// Views in these structs point into the decoded unit, or to whatever the builder of the struct
/// keeps alive until it is encoded. Every octet of a unit has its place, reserved and padding
/// octets included, so that encoding what was decoded gives the same octets.
namespace ripcord::dcerpc {

/// sec_trailer and auth_value: carried, never interpreted (MS-RPCE §2.2.2.11).
struct SecTrailer {
  /// The padding between body and sec_trailer as far as auth_pad_length claims it; PDUs without a
  /// stub keep it in their `padding`.
  ByteView auth_pad;
  std::uint8_t auth_type = 0;
  std::uint8_t auth_level = 0;
  std::uint8_t auth_pad_length = 0;
  std::uint8_t auth_reserved = 0;
  std::uint32_t auth_context_id = 0;
  ByteView auth_value;
};

/// request (C706 §12.6.4.9).
struct Request {
  static constexpr PduType type = PduType::request;
  Header header{.ptype = type};
  /// Stub octets of this and all later fragments; a hint, 0 allowed (MS-RPCE §2.2.2.6).
  std::uint32_t alloc_hint = 0;
  std::uint16_t p_cont_id = 0;
  std::uint16_t opnum = 0;
  /// On the wire if and only if pfc_flags has object_uuid; encoding follows the flag.
  Uuid object;
  ByteView stub;
  std::optional<SecTrailer> auth;
};

/// response (C706 §12.6.4.10).
struct Response {
  static constexpr PduType type = PduType::response;
  Header header{.ptype = type};
  std::uint32_t alloc_hint = 0;
  std::uint16_t p_cont_id = 0;
  std::uint8_t cancel_count = 0;
  std::uint8_t reserved = 0;
  ByteView stub;
  std::optional<SecTrailer> auth;
};

/// fault (C706 §12.6.4.7; MS-RPCE §2.2.2.8).
struct Fault {
  static constexpr PduType type = PduType::fault;
  Header header{.ptype = type};
  std::uint32_t alloc_hint = 0;
  std::uint16_t p_cont_id = 0;
  std::uint8_t cancel_count = 0;
  /// Bit 0: extended error information follows.
  std::uint8_t fault_flags = 0;
  std::uint32_t status = 0;
  std::uint32_t reserved = 0;
  ByteView stub;
  std::optional<SecTrailer> auth;
};

/// p_cont_elem_t: one presentation context that a client proposes (C706 §12.6.4.3).
struct ContextElement {
  std::uint16_t p_cont_id = 0;
  std::uint8_t reserved = 0;
  SyntaxId abstract_syntax;
  std::vector<SyntaxId> transfer_syntaxes;
};

/// bind, and with `header.ptype` alter_context, which has the same body (C706 §12.6.4.3,
/// §12.6.4.1).
struct Bind {
  static constexpr PduType type = PduType::bind;
  Header header{.ptype = type};
  std::uint16_t max_xmit_frag = 0;
  std::uint16_t max_recv_frag = 0;
  std::uint32_t assoc_group_id = 0;
  std::uint8_t reserved = 0;
  std::uint16_t reserved2 = 0;
  /// At most 255.
  std::vector<ContextElement> p_context_elem;
  ByteView padding;
  std::optional<SecTrailer> auth;
};

/// p_cont_def_result_t (C706 §12.6.3.1; MS-RPCE §2.2.2.4).
enum class ContextResult : std::uint16_t {
  acceptance = 0,
  user_rejection = 1,
  provider_rejection = 2,
  negotiate_ack = 3,
};

/// p_provider_reason_t (C706 §12.6.3.1).
enum class ProviderReason : std::uint16_t {
  reason_not_specified = 0,
  abstract_syntax_not_supported = 1,
  proposed_transfer_syntaxes_not_supported = 2,
  local_limit_exceeded = 3,
};

/// p_result_t: the answer to one ContextElement.
struct ContextAnswer {
  ContextResult result = ContextResult::acceptance;
  /// With negotiate_ack the mask of accepted bind time features instead.
  ProviderReason reason = ProviderReason::reason_not_specified;
  /// All zero where refused, and with negotiate_ack.
  SyntaxId transfer_syntax;

  friend bool operator==(const ContextAnswer&, const ContextAnswer&) = default;
};

/// bind_ack, and with `header.ptype` alter_context_resp (C706 §12.6.4.4, §12.6.4.2).
struct BindAck {
  static constexpr PduType type = PduType::bind_ack;
  Header header{.ptype = type};
  std::uint16_t max_xmit_frag = 0;
  std::uint16_t max_recv_frag = 0;
  std::uint32_t assoc_group_id = 0;
  /// sec_addr.port_spec with its closing NUL, as `port_spec` makes it; empty in alter_context_resp.
  std::string sec_addr;
  /// What fills up to a multiple of 4; as many of these as are needed are on the wire.
  std::array<Byte, 3> pad2{};
  std::uint8_t reserved = 0;
  std::uint16_t reserved2 = 0;
  /// At most 255.
  std::vector<ContextAnswer> p_results;
  ByteView padding;
  std::optional<SecTrailer> auth;
};

/// `text` with the closing NUL that port_any_t counts in (C706 §12.6.3.1).
[[nodiscard]] std::string port_spec(std::string_view text);

/// p_reject_reason_t (C706 §12.6.3.1; MS-RPCE §2.2.2.5).
enum class RejectReason : std::uint16_t {
  reason_not_specified = 0,
  temporary_congestion = 1,
  local_limit_exceeded = 2,
  called_paddr_unknown = 3,
  protocol_version_not_supported = 4,
  default_context_not_supported = 5,
  user_data_not_readable = 6,
  no_psap_available = 7,
  authentication_type_not_recognized = 8,
  invalid_checksum = 9,
};

/// p_rt_versions_supported_t's element (MS-RPCE §2.2.1.1.5 version_t).
struct RuntimeVersion {
  std::uint8_t major = 5;
  std::uint8_t minor = 0;

  friend bool operator==(const RuntimeVersion&, const RuntimeVersion&) = default;
};

/// bind_nak (C706 §12.6.4.5). Microsoft's extended error information (MS-RPCE §2.2.2.9) stays in
/// `padding`.
struct BindNak {
  static constexpr PduType type = PduType::bind_nak;
  Header header{.ptype = type};
  RejectReason provider_reject_reason = RejectReason::reason_not_specified;
  /// At most 255.
  std::vector<RuntimeVersion> versions;
  ByteView padding;
  std::optional<SecTrailer> auth;
};

/// rpc_auth_3 (MS-RPCE §2.2.2.10).
struct Auth3 {
  static constexpr PduType type = PduType::auth3;
  Header header{.ptype = type};
  std::array<Byte, 4> pad{};
  ByteView padding;
  std::optional<SecTrailer> auth;
};

/// shutdown (C706 §12.6.4.11).
struct Shutdown {
  static constexpr PduType type = PduType::shutdown;
  Header header{.ptype = type};
  ByteView padding;
  std::optional<SecTrailer> auth;
};

/// co_cancel (C706 §12.6.4.6 cancel).
struct CoCancel {
  static constexpr PduType type = PduType::co_cancel;
  Header header{.ptype = type};
  ByteView padding;
  std::optional<SecTrailer> auth;
};

/// orphaned (C706 §12.6.4.8).
struct Orphaned {
  static constexpr PduType type = PduType::orphaned;
  Header header{.ptype = type};
  ByteView padding;
  std::optional<SecTrailer> auth;
};

/// An RTS PDU of RPC over HTTP: recognised, its commands carried as they are (MS-RPCH §2.2.3.6).
struct Rts {
  static constexpr PduType type = PduType::rts;
  Header header{.ptype = type};
  std::uint16_t flags = 0;
  std::uint16_t n_commands = 0;
  ByteView commands;
  std::optional<SecTrailer> auth;
};

using Pdu = std::variant<Request,
                         Response,
                         Fault,
                         Bind,
                         BindAck,
                         BindNak,
                         Auth3,
                         Shutdown,
                         CoCancel,
                         Orphaned,
                         Rts>;

/// Decodes one whole unit. The result's views point into `unit`.
[[nodiscard]] Decoded<Pdu> decode(ByteView unit);

/// As `decode`, for a type that the caller expects: no variant, and for request, response and fault
/// no allocation. Fails with `unexpected_ptype` if the unit is of another type. `Type` is an
/// alternative of Pdu.
template <typename Type>
[[nodiscard]] Decoded<Type> decode_as(ByteView unit);

/// The same where `header` was decoded from `unit` before.
template <typename Type>
[[nodiscard]] Decoded<Type> decode_as(const Header& header, ByteView unit);

/// Appends the PDU to `out`. Computes frag_length and auth_length, and writes the ptype of `Type`
/// (for Bind and BindAck alter_context and alter_context_resp too, if the header says so). The PDU
/// must fit `frag_length_max`.
template <typename Type>
void encode(const Type& pdu, Bytes& out);
void encode(const Pdu& pdu, Bytes& out);

/// What `encode` would append.
template <typename Type>
[[nodiscard]] std::size_t encoded_size(const Type& pdu);

[[nodiscard]] const Header& header_of(const Pdu& pdu);

/// Where the stub begins: behind the fixed part of a request (object UUID included where the flag
/// is set), response or fault; 0 for all other types.
[[nodiscard]] std::size_t stub_offset(const Header& header);

}  // namespace ripcord::dcerpc
