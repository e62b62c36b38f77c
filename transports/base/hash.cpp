#include "transports/base/hash.hpp"

#include <bit>
#include <cstring>

namespace ripcord {
namespace {

// Odd constants with balanced bits (the fractional parts of square roots of primes); any such set
// serves.
constexpr std::uint64_t salts[4] = {
    0x6a09e667f3bcc909ULL, 0xbb67ae8584caa73bULL, 0x3c6ef372fe94f82bULL, 0xa54ff53a5f1d36f1ULL};

std::uint64_t load_u64(const Byte* at) {
  std::uint64_t value = 0;
  std::memcpy(&value, at, sizeof value);
  if constexpr (std::endian::native == std::endian::big) value = __builtin_bswap64(value);
  return value;
}

std::uint64_t fold(std::uint64_t left, std::uint64_t right) {
  __extension__ using Wide = unsigned __int128;
  const Wide product = static_cast<Wide>(left) * right;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64U);
}

}  // namespace

std::uint64_t mix(std::uint64_t state, std::uint64_t value) {
  return fold(state ^ salts[0], value ^ salts[1]) + (state ^ (value << 1U));
}

std::uint64_t digest(ByteView bytes, std::uint64_t seed) {
  std::uint64_t state = seed ^ (bytes.size() * salts[2]);
  const Byte* at = bytes.data();
  std::size_t left = bytes.size();
  for (std::size_t block = 0; left >= 16; left -= 16, at += 16, ++block) {
    state = (state << 5U | state >> 59U) +
            fold(load_u64(at) ^ salts[block & 3U], load_u64(at + 8) ^ state);
  }
  if (left > 0) {
    Byte tail[16] = {};
    std::memcpy(tail, at, left);
    state =
        (state << 5U | state >> 59U) + fold(load_u64(tail) ^ salts[3], load_u64(tail + 8) ^ state);
  }
  return fold(state ^ salts[0], bytes.size() ^ salts[1]) ^ state;
}

std::uint64_t digest(std::string_view text, std::uint64_t seed) {
  return digest(ByteView(reinterpret_cast<const Byte*>(text.data()), text.size()), seed);
}

}  // namespace ripcord
