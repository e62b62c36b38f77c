#pragma once

#include "transports/base/result.hpp"

#include <cstdint>

namespace ripcord::peers {

/// Where a call came to grief.
enum class Stage : std::uint8_t {
  /// The mapper was asked for an endpoint.
  resolve,
  connect,
  bind,
  call,
  /// In the client itself, without the wire.
  local,
};

/// Whether the server may have run the operation, which decides if trying again is safe.
enum class Executed : std::uint8_t { no, maybe };

/// What went wrong, as far as recovery cares.
enum class Trouble : std::uint8_t {
  unreachable,        ///< nobody listens there, or there is no way to the host
  timed_out,          ///< a limit of the client's own ran out
  connection_lost,    ///< reset or closed in the middle
  association_lost,   ///< the server does not know the association group or a handle of it
  other_server,       ///< another server than before is there: what it has need not be the same
  too_busy,           ///< the server asks to come again later
  refused,            ///< bind_nak for any other reason
  interface_unknown,  ///< the presentation context was refused, or nca_s_unk_if
  faulted,            ///< any other fault
  illegal_answer,     ///< what no server may send in this state
  not_registered,     ///< the mapper knows no endpoint that fits
  application,        ///< the operation itself returned an error
  crashed,            ///< this client overran a buffer of its own
};

/// Why a call has no answer.
struct CallFailure {
  CallFailure() = default;
  CallFailure(
      Stage where, Trouble what, Executed ran, std::uint32_t win32, std::uint32_t fault_status = 0)
      : stage(where), trouble(what), executed(ran), error(win32), fault(fault_status) {}

  Stage stage = Stage::local;
  Trouble trouble = Trouble::illegal_answer;
  Executed executed = Executed::maybe;
  /// The Win32 error that the caller sees, never 0.
  std::uint32_t error = 0;
  /// The status of the fault PDU that said so; 0 where none did.
  std::uint32_t fault = 0;
  /// Why this machine did not even ask for a connection, such as `too_many_files`; none if it did.
  ErrorCode machine;

  friend bool operator==(const CallFailure&, const CallFailure&) = default;
};

/// What a call brought, or why it did not.
template <typename T>
using Called = boost::system::result<T, CallFailure>;

// What each way to fail looks like to a caller: the table of the client.

/// A connect that failed with `error`. Nothing was sent.
[[nodiscard]] CallFailure connect_failure(ErrorCode error);
/// The stream failed with `error` while binding. No request was sent, but runtimes say
/// RPC_S_CALL_FAILED all the same (facts of measured clients).
[[nodiscard]] CallFailure bind_lost(ErrorCode error);
/// The stream failed with `error` during a call; `executed` says whether its last fragment had
/// left.
[[nodiscard]] CallFailure call_lost(ErrorCode error, Executed executed);
/// The other side broke the protocol.
[[nodiscard]] CallFailure illegal_answer(Stage stage, Executed executed);

}  // namespace ripcord::peers

/// A failure is thrown nowhere; `boost::system::result` asks what it would be.
namespace boost::system {
[[noreturn]] void throw_exception_from_error(const ripcord::peers::CallFailure& failure,
                                             const boost::source_location& location);
}  // namespace boost::system
