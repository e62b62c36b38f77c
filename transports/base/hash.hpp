#pragma once

#include "transports/base/bytes.hpp"

#include <cstdint>
#include <string_view>

namespace ripcord {

/// Folds `value` into `state`: a 64 by 64 bit multiply, both halves combined. Equal on every
/// compiler and CPU.
std::uint64_t mix(std::uint64_t state, std::uint64_t value);

/// A 64-bit digest of `bytes`, independent of the machine's byte order. Not cryptographic.
std::uint64_t digest(ByteView bytes, std::uint64_t seed = 0);
std::uint64_t digest(std::string_view text, std::uint64_t seed = 0);

}  // namespace ripcord
