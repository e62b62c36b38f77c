#pragma once

#include "transports/shim/kind.hpp"
#include "transports/shim/rules.hpp"

#include <string>

namespace ripcord::run {

/// What the rules of a run did, as far as oracles must know it.
struct Strikes {
  /// Of the kinds of all rules that fired.
  shim::Symptoms symptoms = 0;
  /// The first rule that fired and changed the world, not a connection; empty = none did.
  std::string world_changer;
};

[[nodiscard]] Strikes strikes_of(const shim::Rules& rules);

}  // namespace ripcord::run
