#pragma once

#include "transports/base/result.hpp"
#include "transports/io/address.hpp"
#include "transports/shim/effect.hpp"
#include "transports/shim/moment.hpp"

namespace ripcord::relay {

/// Performs the actions that rules set off on wires: the world.
class CommandSink {
 public:
  /// Rule `rule` fired on the connection `scope`. What is performed must be done when this returns:
  /// then what the rule's moment releases goes on. It must not destroy relays.
  virtual void perform(shim::RuleIndex rule, const shim::Scope& scope) = 0;

  /// A connect to `upstream` ended: with a connection, or with `error`, which no rule brought
  /// about. As `perform`, it must not destroy relays.
  virtual void dialled(const io::Address& /*upstream*/, const ErrorCode& /*error*/) {}

 protected:
  ~CommandSink() = default;
};

}  // namespace ripcord::relay
