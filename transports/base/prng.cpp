#include "transports/base/prng.hpp"

#include "transports/base/assert.hpp"
#include "transports/base/hash.hpp"

namespace ripcord {
Prng::Prng(std::uint64_t seed, std::string_view purpose, std::uint64_t id) {
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

std::uint64_t Prng::below(std::uint64_t bound) {
  RIPCORD_ASSERT(bound > 0);
  // The upper half of a product (Lemire's method). Where the lower half is small, some results
  // would be likelier than others: those draws are made again.
  __extension__ using Wide = unsigned __int128;
  Wide product = static_cast<Wide>(next()) * bound;
  if (static_cast<std::uint64_t>(product) < bound) {
    const std::uint64_t unfair = (0 - bound) % bound;
    while (static_cast<std::uint64_t>(product) < unfair) {
      product = static_cast<Wide>(next()) * bound;
    }
  }
  return static_cast<std::uint64_t>(product >> 64U);
}

Duration Prng::between(Duration low, Duration high) {
  RIPCORD_ASSERT(low <= high);
  const auto span = static_cast<std::uint64_t>((high - low).count());
  return low + Duration(static_cast<Duration::rep>(below(span + 1)));
}

bool Prng::chance(std::uint32_t parts_per_million) { return below(1'000'000) < parts_per_million; }

}  // namespace ripcord
