#pragma once

#include "transports/base/bytes.hpp"

#include <concepts>
#include <cstdint>

namespace ripcord::dcerpc {

/// The integer whose octets begin at `at`. Written so that compilers make one load of it.
template <std::unsigned_integral Integer>
[[nodiscard]] constexpr Integer load(const Byte* at, ByteOrder order) {
  if constexpr (sizeof(Integer) == 1) {
    return *at;
  } else {
    using Half = std::conditional_t<sizeof(Integer) == 4, std::uint16_t, std::uint8_t>;
    static_assert(sizeof(Half) * 2 == sizeof(Integer));
    const Integer first = load<Half>(at, order);
    const Integer second = load<Half>(at + sizeof(Half), order);
    constexpr unsigned half_bits = 8 * sizeof(Half);
    return order == ByteOrder::little_endian
               ? static_cast<Integer>(first | static_cast<Integer>(second << half_bits))
               : static_cast<Integer>(static_cast<Integer>(first << half_bits) | second);
  }
}

/// Writes the octets of `value` from `at` on.
template <std::unsigned_integral Integer>
constexpr void store(Byte* at, Integer value, ByteOrder order) {
  for (std::size_t i = 0; i < sizeof(Integer); ++i) {
    const std::size_t place = order == ByteOrder::little_endian ? i : sizeof(Integer) - 1 - i;
    at[place] = static_cast<Byte>(value >> (8 * i));
  }
}

}  // namespace ripcord::dcerpc
