#pragma once

#include "transports/shim/effect.hpp"
#include "transports/shim/kind.hpp"

#include <span>
#include <string_view>

namespace ripcord::world {

class World;

/// Why an action is performed: the rule that fired, and whose moment it was.
struct Cause {
  shim::RuleIndex rule = 0;
  /// The service of the moment; empty where it had none. An action that names no service of its own
  /// means this one.
  std::string_view service;
};

/// An entry of the catalogue that changes the world.
struct ActionKind : shim::Kind {
  /// Performs the action at once; what takes time is spawned on the world. `arguments` are complete
  /// and were checked against `parameters`.
  void (*act)(World& world, const shim::Arguments& arguments, const Cause& cause) = nullptr;
};

/// Every action kind, in the order of the list in CMakeLists.txt.
[[nodiscard]] std::span<const ActionKind* const> action_kinds();
[[nodiscard]] const ActionKind* find_action_kind(std::string_view name);

}  // namespace ripcord::world
