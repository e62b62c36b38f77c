#pragma once

#include "harness/world/action.hpp"
#include "harness/world/world.hpp"
#include "transports/shim/parameter.hpp"

#include <array>
#include <string_view>

namespace ripcord::world {

// Parameters that several actions share, so that one word means one thing in every scenario.

inline constexpr std::array<std::string_view, 3> connection_words{"kept", "closed", "reset"};
inline constexpr std::array<std::string_view, 2> mapping_words{"updated", "stale"};

inline constexpr shim::Parameter service_parameter{
    .name = "service",
    .type = shim::ValueType::text,
    .doc = "The service that it happens to; by default the one whose moment the rule selected."};
inline constexpr shim::Parameter mapping_parameter{
    .name = "mapping",
    .type = shim::ValueType::choice,
    .fallback = "updated",
    .doc = "Whether the endpoint mapper learns of it, or goes on answering what it knew.",
    .choices = mapping_words};
inline constexpr shim::Parameter for_parameter{
    .name = "for",
    .type = shim::ValueType::duration,
    .doc = "After so long it is undone; by default it lasts."};

/// What becomes of established connections; each action has its own default.
constexpr shim::Parameter connections_parameter(std::string_view fallback) {
  return {
      .name = "connections",
      .type = shim::ValueType::choice,
      .fallback = fallback,
      .doc =
          "What becomes of established connections: they go on, are closed (FIN) or reset (RST).",
      .choices = connection_words};
}

/// The service that `arguments` or `cause` name; null, with the world told, if neither does.
Service* service_of(World& world, const shim::Arguments& arguments, const Cause& cause);
Connections connections_of(const shim::Arguments& arguments);
Mapping mapping_of(const shim::Arguments& arguments);

/// Tells the world if `done` failed: an action that could not be performed makes a run unjudgeable.
void require(World& world, const Result<void>& done, std::string_view what);

/// Calls `undo(world, service)` after the argument `for`, if it was given.
using Undo = void (*)(World& world, Service& service);
void undo_later(World& world, const shim::Arguments& arguments, Service& service, Undo undo);

}  // namespace ripcord::world
