#pragma once

#include "transports/base/bytes.hpp"

#include <bit>
#include <concepts>
#include <cstdint>
#include <cstring>

namespace ripcord {

template <std::unsigned_integral Integer>
[[nodiscard]] constexpr Integer swap_octets(Integer value) {
  static_assert(sizeof(Integer) <= 8);
  if constexpr (sizeof(Integer) == 2) return __builtin_bswap16(value);
  if constexpr (sizeof(Integer) == 4) return __builtin_bswap32(value);
  if constexpr (sizeof(Integer) == 8) return __builtin_bswap64(value);
  return value;
}

/// Whether integers of `order` lie in memory as this machine's do.
[[nodiscard]] constexpr bool is_native(ByteOrder order) {
  return (order == ByteOrder::little_endian) == (std::endian::native == std::endian::little);
}

/// The integer whose octets begin at `at`, which need not be aligned.
template <std::unsigned_integral Integer>
[[nodiscard]] inline Integer load_integer(const Byte* at, ByteOrder order) {
  Integer value = 0;
  std::memcpy(&value, at, sizeof value);
  return is_native(order) ? value : swap_octets(value);
}

/// Writes the octets of `value` from `at` on.
template <std::unsigned_integral Integer>
inline void store_integer(Byte* at, Integer value, ByteOrder order) {
  if (!is_native(order)) value = swap_octets(value);
  std::memcpy(at, &value, sizeof value);
}

}  // namespace ripcord
