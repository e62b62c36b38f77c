#pragma once

#include "transports/dcerpc/header.hpp"

#include <cstdint>
#include <string_view>

namespace ripcord::peers {

// The server's side of one connection (C706 §12.6.4; MS-RPCE §3.3.3), as laws and a table.
//
// 1. A connection is bound once, and the bind is the first thing that is said on it.
// 2. Requests come one at a time: what follows waits in the stream while a call runs.
// 3. Whatever is fatal is answered by one PDU at most, then the server says no more.

enum class SessionState : std::uint8_t {
  /// Nothing has been said yet.
  unbound,
  /// Bound, and no call is open.
  idle,
  /// The first fragment of a request has come, and its last has not.
  collecting,
  /// Over; nothing is read any more.
  ended,
};
inline constexpr std::size_t session_state_count = 4;

/// What a client can send, as far as the table tells it apart.
enum class SessionInput : std::uint8_t {
  bind,
  alter_context,
  auth3,
  first_fragment,
  later_fragment,
  co_cancel,
  orphaned,
  /// A PDU type that clients do not send, or that is none.
  foreign,
};
inline constexpr std::size_t session_input_count = 8;

enum class SessionReaction : std::uint8_t {
  /// Negotiates; `idle` if that succeeds, else bind_nak and `ended`.
  accept_bind,
  /// bind_nak 0, `ended`.
  refuse_bind,
  /// Negotiates; stays if that succeeds, else a fault and `ended`.
  alter,
  /// Nothing that is said with a token was agreed on: the next request faults.
  taint,
  /// A call begins: `collecting`, or dispatch if it is whole.
  begin_call,
  /// One more fragment of the open call.
  continue_call,
  /// A later fragment without a call: dropped, or a fault and `ended`.
  judge_stray,
  /// A call begins inside another: a fault and `ended`.
  break_call,
  ignore,
  /// `ended` without a word.
  end,
};

/// What a session in `state` does about `input`.
SessionReaction reaction_to(SessionState state, SessionInput input);

/// What the table calls a PDU with that header.
SessionInput classify(const dcerpc::Header& header);

}  // namespace ripcord::peers
