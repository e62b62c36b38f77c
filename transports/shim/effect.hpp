#pragma once

#include "transports/base/bytes.hpp"
#include "transports/shim/moment.hpp"

#include <cstdint>

namespace ripcord::shim {

/// A rule by its place in the scenario, from 0.
using RuleIndex = std::uint16_t;

/// What `Wire::take` wants done next in one direction.
struct Effect {
  enum class Kind : std::uint8_t {
    /// Nothing now; see `Wire::next_deadline`.
    none,
    /// To the server: dial it, then tell the wire (`established`, or `offer_end` with refused).
    connect,
    /// To the server: dial what never answers, until `connect` comes, if it does.
    connect_in_vain,
    /// To the client: the connection stands.
    accept,
    /// To the client: nobody listens there.
    refuse,
    /// Write `bytes` to this direction's receiver.
    bytes,
    /// Send FIN to this direction's receiver.
    finish,
    /// Send RST to this direction's receiver.
    reset,
    /// Perform the action of rule `rule`, before anything that comes behind.
    command,
    /// Nothing will ever come in this direction again.
    end,
  };
  Kind kind = Kind::none;
  RuleIndex rule = 0;
};

/// How a stream ended.
enum class End : std::uint8_t {
  finish,
  reset,
  /// To the client, in place of `established`: the server could not be reached.
  refused,
};

}  // namespace ripcord::shim
