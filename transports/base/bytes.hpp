#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace ripcord {

using Byte = std::uint8_t;
/// Bytes that somebody else owns; a parameter or a local, a member only where a comment names the
/// owner.
using ByteView = std::span<const Byte>;
using MutableByteView = std::span<Byte>;
using Bytes = std::vector<Byte>;

enum class ByteOrder : std::uint8_t { little_endian, big_endian };

}  // namespace ripcord
