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

/// What a kind may make its victims see, as a mask: what an oracle may expect of them.
using Symptoms = std::uint16_t;
namespace symptom {
/// Bytes come later, or in other pieces: nothing that a patient peer can tell.
inline constexpr Symptoms late = 1;
/// Bytes, or an answer to a connect, never come.
inline constexpr Symptoms missing = 2;
/// A connect is refused.
inline constexpr Symptoms refused = 4;
/// A connection ends.
inline constexpr Symptoms ended = 8;
/// What comes is no legal answer.
inline constexpr Symptoms garbled = 16;
/// The endpoint map names a place where the service is not, or another one is.
inline constexpr Symptoms misled = 32;
/// The endpoint map has no entry.
inline constexpr Symptoms unregistered = 64;
/// The server knows neither the association nor its context handles any more.
inline constexpr Symptoms forgotten = 128;
/// A legal answer says no: a bind_nak, a fault, a status of the endpoint map's.
inline constexpr Symptoms rejected = 256;
/// Anything else: whatever peers report of it, nobody can say that it is wrong. For kinds that can
/// write any byte anywhere.
inline constexpr Symptoms anything = 512;
}  // namespace symptom

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
  /// What its victims may see of it; never nothing.
  Symptoms symptoms = 0;
};

}  // namespace ripcord::shim
