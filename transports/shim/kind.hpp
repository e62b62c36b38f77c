#pragma once

#include "transports/shim/parameter.hpp"

#include <cstdint>
#include <span>
#include <string_view>

namespace ripcord::shim {

/// Where a kind works, as a mask.
using Places = std::uint8_t;
inline constexpr Places in_sim = 1;
inline constexpr Places on_tcp = 2;
inline constexpr Places on_local = 4;
inline constexpr Places by_proxy = 8;
inline constexpr Places everywhere = in_sim | on_tcp | on_local | by_proxy;

enum class Family : std::uint8_t { stale_binding, endpoint_mapper, mid_stream };

/// What every entry of the catalogue says of itself, be it a fault (harms a unit) or an action
/// (changes the world). Kinds are constants of static storage; nothing here is owned.
struct Kind {
  /// The word in a scenario's `do:`.
  std::string_view name;
  Family family = Family::mid_stream;
  Places places = everywhere;
  /// One line: what it does.
  std::string_view summary;
  /// A paragraph: what the peer will see, and which real failure it imitates.
  std::string_view doc;
  std::span<const Parameter> parameters;
  /// A complete `{ when: ..., do: ... }` in flow style that a scenario could hold.
  std::string_view example;
};

}  // namespace ripcord::shim
