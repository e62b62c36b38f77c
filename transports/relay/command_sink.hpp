#pragma once

#include "transports/shim/effect.hpp"
#include "transports/shim/moment.hpp"

namespace ripcord::relay {

/// Performs the actions that rules set off on wires: the world.
class CommandSink {
 public:
  /// Rule `rule` fired on the connection `scope`. What is performed must be done when this returns:
  /// then what the rule's moment releases goes on. It must not destroy relays.
  virtual void perform(shim::RuleIndex rule, const shim::Scope& scope) = 0;

 protected:
  ~CommandSink() = default;
};

}  // namespace ripcord::relay
