#pragma once

#include "transports/base/bytes.hpp"
#include "transports/base/hash.hpp"

#include <cstddef>
#include <cstdint>

namespace ripcord::trace {

/// From so many bytes on, four digests side by side take less time than one: their multiplies do
/// not wait for each other.
inline constexpr std::size_t four_lanes_from = 512;

/// Of `four_lanes_from` bytes or more. Lane i folds every fourth block of 16 bytes, from the i-th
/// on, as `digest` does but always with its own salt; the lanes, mixed, seed the digest of what is
/// left behind the last 64 bytes.
[[nodiscard]] std::uint64_t digest_in_four_lanes(ByteView bytes);

/// What a record says of its payload. Equal on every compiler and CPU.
[[nodiscard]] inline std::uint64_t payload_digest(ByteView bytes) {
  return bytes.size() < four_lanes_from ? digest(bytes) : digest_in_four_lanes(bytes);
}

}  // namespace ripcord::trace
