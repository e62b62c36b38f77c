#include "transports/trace/payload_digest.hpp"

namespace ripcord::trace {
namespace {

using hashing::salts;

std::uint64_t next(std::uint64_t lane, const Byte* at, std::uint64_t salt) {
  return (lane << 5U | lane >> 59U) +
         hashing::fold(hashing::load_u64(at) ^ salt, hashing::load_u64(at + 8) ^ lane);
}

}  // namespace

// The lanes are four variables and no array, so that they stay in registers.
std::uint64_t digest_in_four_lanes(ByteView bytes) {
  std::uint64_t first = salts[0];
  std::uint64_t second = salts[1];
  std::uint64_t third = salts[2];
  std::uint64_t fourth = salts[3];
  const Byte* at = bytes.data();
  std::size_t left = bytes.size();
  for (; left >= 64; left -= 64, at += 64) {
    first = next(first, at, salts[0]);
    second = next(second, at + 16, salts[1]);
    third = next(third, at + 32, salts[2]);
    fourth = next(fourth, at + 48, salts[3]);
  }
  const std::uint64_t lanes = mix(mix(first, second), mix(third, fourth));
  return digest(ByteView(at, left), lanes ^ bytes.size());
}

}  // namespace ripcord::trace
