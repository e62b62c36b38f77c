#pragma once

#include "transports/base/time.hpp"

#include <bit>
#include <cstdint>
#include <string_view>

namespace ripcord {

/// A stream of pseudo-random numbers, the same on every compiler, library and CPU (xoshiro256**).
///
/// Streams are named: each purpose draws from its own, so that a draw added in one place moves none
/// elsewhere. Integers only; a probability is in parts per million.
class Prng {
 public:
  /// The stream of `purpose` and `id` under `seed`. Equal arguments give equal streams.
  Prng(std::uint64_t seed, std::string_view purpose, std::uint64_t id = 0);

  std::uint64_t next() {
    const std::uint64_t result = std::rotl(state_[1] * 5, 7) * 9;
    const std::uint64_t shifted = state_[1] << 17U;
    state_[2] ^= state_[0];
    state_[3] ^= state_[1];
    state_[1] ^= state_[2];
    state_[0] ^= state_[3];
    state_[2] ^= shifted;
    state_[3] = std::rotl(state_[3], 45);
    return result;
  }

  /// A number in [0, bound), each equally likely; `bound` is at least 1.
  std::uint64_t below(std::uint64_t bound);

  /// A number in [low, high]; `low <= high`.
  Duration between(Duration low, Duration high);

  /// True with a probability of `parts_per_million` in 1,000,000.
  bool chance(std::uint32_t parts_per_million);

 private:
  std::uint64_t state_[4]{};
};

}  // namespace ripcord
