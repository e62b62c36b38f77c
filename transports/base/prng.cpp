#include "transports/base/prng.hpp"

#include "transports/base/assert.hpp"
#include "transports/base/hash.hpp"

namespace ripcord {
namespace {

constexpr std::uint64_t rotate_left(std::uint64_t value, unsigned count) {
  return value << count | value >> (64U - count);
}

}  // namespace

Prng::Prng(std::uint64_t seed, std::string_view purpose, std::uint64_t id) : state_{} {
  // SplitMix64 over the name's hash: the state is never all zero, and near names start far apart.
  std::uint64_t walk = mix(digest(purpose, seed), id);
  for (std::uint64_t& word : state_) {
    walk += 0x9e3779b97f4a7c15ULL;
    std::uint64_t value = walk;
    value = (value ^ value >> 30U) * 0xbf58476d1ce4e5b9ULL;
    value = (value ^ value >> 27U) * 0x94d049bb133111ebULL;
    word = value ^ value >> 31U;
  }
}

std::uint64_t Prng::next() {
  const std::uint64_t result = rotate_left(state_[1] * 5, 7) * 9;
  const std::uint64_t shifted = state_[1] << 17U;
  state_[2] ^= state_[0];
  state_[3] ^= state_[1];
  state_[1] ^= state_[2];
  state_[0] ^= state_[3];
  state_[2] ^= shifted;
  state_[3] = rotate_left(state_[3], 45);
  return result;
}

std::uint64_t Prng::below(std::uint64_t bound) {
  RIPCORD_ASSERT(bound > 0);
  // Numbers under this limit would make some remainders likelier; they are drawn again, at most
  // every second time.
  const std::uint64_t unfair = (0 - bound) % bound;
  std::uint64_t value = next();
  while (value < unfair) value = next();
  return value % bound;
}

Duration Prng::between(Duration low, Duration high) {
  RIPCORD_ASSERT(low <= high);
  const auto span = static_cast<std::uint64_t>((high - low).count());
  return low + Duration(static_cast<Duration::rep>(below(span + 1)));
}

bool Prng::chance(std::uint32_t parts_per_million) { return below(1'000'000) < parts_per_million; }

}  // namespace ripcord
