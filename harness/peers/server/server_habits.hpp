#pragma once

#include "harness/scenario/world_spec.hpp"

#include <cstddef>
#include <cstdint>

namespace ripcord::peers {

/// What a server does where the specifications leave a choice, or where products differ from them.
struct ServerHabits {
  /// What a header of a foreign version or data representation gets.
  enum class BadHeader : std::uint8_t {
    answered,      ///< bind_nak 4 before a bind, then the connection ends
    disconnected,  ///< the connection ends without a word
  };
  /// Whether a call_id above 0x7fffffff is a protocol error (MS-RPCE §3.3.3.5.2).
  enum class CallIds : std::uint8_t { any, positive };
  /// What becomes of a later fragment of a recent call that is over (MS-RPCE §3.3.3.5.6).
  enum class StrayFragment : std::uint8_t { refused, dropped };
  /// When an error of a request's first fragment is answered (MS-RPCE §3.3.3.5.8).
  enum class EarlyFault : std::uint8_t { at_once, after_last_fragment };

  BadHeader bad_header;
  CallIds call_ids;
  StrayFragment stray_fragment;
  EarlyFault early_fault;
  /// alloc_hint of a fault.
  std::uint32_t fault_alloc_hint;
  /// Stub parts of response fragments are a multiple of this.
  std::size_t response_granule;
  /// The largest fragment of the transport, in bytes: more is never agreed on.
  std::uint16_t fragment_max;
};

/// The row of the table for `profile`.
const ServerHabits& habits_of(scenario::ServerProfile profile);

}  // namespace ripcord::peers
