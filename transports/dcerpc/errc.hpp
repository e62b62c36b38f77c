#pragma once

#include "transports/base/result.hpp"

#include <type_traits>

namespace ripcord::dcerpc {

/// What a peer's bytes can break. All are the remote side's fault: what we build ourselves is
/// asserted.
enum class errc {
  /// The bytes end inside a field (C706 §12.6 Connection-oriented RPC PDUs).
  truncated = 1,
  /// rpc_vers is not 5, or rpc_vers_minor is above 1 (C706 §12.6.3.1 Common fields).
  rpc_version,
  /// packed_drep names an integer representation that does not exist (C706 §14.2.5 Data
  /// representation format label).
  integer_representation,
  /// ptype is none that a connection-oriented protocol has (C706 §12.6.3.1; MS-RPCE §2.2.2.1).
  unknown_ptype,
  /// frag_length is not the size of the unit, or smaller than a header (C706 §12.6.3.1).
  frag_length,
  /// auth_length claims more than the unit has (C706 §13.2.6.1; MS-RPCE §2.2.2.11 sec_trailer).
  auth_length,
  /// auth_pad_length claims more than the stub has (MS-RPCE §2.2.2.11 sec_trailer).
  auth_pad_length,
  /// The unit is a well-formed PDU of another type than the one asked for.
  unexpected_ptype,

  /// A fragment that is not the first of its call, and no call is open (C706 §12.6.3.1 pfc_flags;
  /// MS-RPCE §3.3.3.5.6).
  fragment_without_call,
  /// A first fragment while a call is still incomplete (MS-RPCE §3.3.3.5).
  call_still_incomplete,
  /// A later fragment has another call_id than the first (C706 §12.6.3.1 call_id).
  call_id_changed,
  /// A later fragment has another data representation than the first (C706 §12.6.3.1).
  drep_changed,
  /// The first of several fragments announces more stub than the receiver takes (MS-RPCE
  /// §3.3.3.5.4 Maximum server input data size).
  alloc_hint_too_large,
  /// The fragments' stubs exceed what the receiver takes (MS-RPCE §3.3.3.5.4).
  stub_too_large,

  /// bind or alter_context without a presentation context (C706 §12.6.4.3 bind).
  no_context,
  /// A presentation context without a transfer syntax (C706 §12.6.4.3 bind).
  no_transfer_syntax,
  /// Two bind time feature contexts in one bind, or one in alter_context (MS-RPCE §3.3.1.5.3 Bind
  /// time feature negotiation).
  feature_context,
  /// A context id that is in use for another abstract syntax (MS-RPCE §3.3.3.5).
  context_redefined,
  /// More presentation contexts than a connection may have (MS-RPCE §3.3.3.5.5).
  too_many_contexts,
  /// bind_ack has not one result for each context that was proposed (C706 §12.6.4.4 bind_ack).
  result_count,
  /// An accepted context names a transfer syntax that was not proposed (C706 §12.6.4.4 bind_ack).
  foreign_transfer_syntax,

  /// A count of an array or string exceeds its limit or contradicts another count (C706 §14.3.3
  /// Arrays).
  array_bounds,
  /// A string is not closed by a NUL inside its count (C706 §14.3.4 Strings).
  unterminated_string,

  /// A tower has more floors than any protocol stack (C706 appendix L Protocol tower encoding).
  too_many_floors,
  /// The unit is not a whole answer of the endpoint mapper.
  not_an_answer,
  /// The edited answer fits into no PDU.
  answer_too_large,
  /// An entry for an edited answer names a protocol sequence that no tower can name.
  protocol_sequence,
  /// A verification trailer's command is unknown and must be processed, or its layout is wrong
  /// (MS-RPCE §2.2.2.13 Verification trailer).
  verification_trailer,
};

/// The last of `errc`, for the test that every value has a message.
inline constexpr errc last_errc = errc::verification_trailer;

[[nodiscard]] const ErrorCategory& error_category();
[[nodiscard]] inline ErrorCode make_error_code(errc value) {
  return {static_cast<int>(value), error_category()};
}

}  // namespace ripcord::dcerpc

template <>
struct boost::system::is_error_code_enum<ripcord::dcerpc::errc> : std::true_type {};
