#pragma once

#include "transports/base/bytes.hpp"

#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace ripcord {

namespace hashing {

// Odd constants with balanced bits (the fractional parts of square roots of primes); any such set
// serves.
inline constexpr std::uint64_t salts[4] = {
    0x6a09e667f3bcc909ULL, 0xbb67ae8584caa73bULL, 0x3c6ef372fe94f82bULL, 0xa54ff53a5f1d36f1ULL};

inline std::uint64_t load_u64(const Byte* at) {
  std::uint64_t value = 0;
  std::memcpy(&value, at, sizeof value);
  if constexpr (std::endian::native == std::endian::big) value = __builtin_bswap64(value);
  return value;
}

inline std::uint64_t load_u32(const Byte* at) {
  std::uint32_t value = 0;
  std::memcpy(&value, at, sizeof value);
  if constexpr (std::endian::native == std::endian::big) value = __builtin_bswap32(value);
  return value;
}

/// The first `size` bytes at `at`, 8 at the most, as if zeros followed them. Two loads that overlap
/// where they have to, because a copy of no fixed size is a call of the C library.
inline std::uint64_t load_part(const Byte* at, std::size_t size) {
  if (size == 8) return load_u64(at);
  if (size >= 4) return load_u32(at) | load_u32(at + size - 4) << 8 * (size - 4);
  if (size == 0) return 0;
  return std::uint64_t{at[0]} | std::uint64_t{at[size / 2]} << 8 * (size / 2) |
         std::uint64_t{at[size - 1]} << 8 * (size - 1);
}

/// A 64 by 64 bit multiply, both halves combined.
inline std::uint64_t fold(std::uint64_t left, std::uint64_t right) {
  __extension__ using Wide = unsigned __int128;
  const Wide product = static_cast<Wide>(left) * right;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64U);
}

}  // namespace hashing

/// Folds `value` into `state`. Equal on every compiler and CPU.
inline std::uint64_t mix(std::uint64_t state, std::uint64_t value) {
  return hashing::fold(state ^ hashing::salts[0], value ^ hashing::salts[1]) +
         (state ^ (value << 1U));
}

/// A 64-bit digest of `bytes`, independent of the machine's byte order. Not cryptographic. Inline,
/// because most of what is digested is a record or a name of some tens of bytes.
inline std::uint64_t digest(ByteView bytes, std::uint64_t seed = 0) {
  using hashing::fold;
  using hashing::load_part;
  using hashing::load_u64;
  using hashing::salts;
  std::uint64_t state = seed ^ (bytes.size() * salts[2]);
  const Byte* at = bytes.data();
  std::size_t left = bytes.size();
  for (std::size_t block = 0; left >= 16; left -= 16, at += 16, ++block) {
    state = (state << 5U | state >> 59U) +
            fold(load_u64(at) ^ salts[block & 3U], load_u64(at + 8) ^ state);
  }
  if (left > 0) {
    // As a block that zeros fill up.
    const std::uint64_t low = load_part(at, left < 8 ? left : 8);
    const std::uint64_t high = left > 8 ? load_part(at + 8, left - 8) : 0;
    state = (state << 5U | state >> 59U) + fold(low ^ salts[3], high ^ state);
  }
  return fold(state ^ salts[0], bytes.size() ^ salts[1]) ^ state;
}

inline std::uint64_t digest(std::string_view text, std::uint64_t seed = 0) {
  return digest(ByteView(reinterpret_cast<const Byte*>(text.data()), text.size()), seed);
}

}  // namespace ripcord
