#include "harness/load/arrivals.hpp"

#include "transports/base/assert.hpp"

#include <cmath>

namespace ripcord::load {
namespace {

constexpr double ns_per_second = 1e9;

/// Above 0, at most 1: all 53 bits that a double has.
double unit_draw(Prng& prng) { return (static_cast<double>(prng.next() >> 11U) + 1) * 0x1p-53; }

}  // namespace

Arrivals::Arrivals(double per_second, Spacing spacing, std::uint64_t seed)
    : gap_ns_(ns_per_second / per_second), spacing_(spacing), prng_(seed, "load/arrivals") {
  RIPCORD_ASSERT(per_second > 0);
  RIPCORD_ASSERT(per_second <= rate_max);
}

Duration Arrivals::next() {
  if (spacing_ == Spacing::constant) {
    // A product, not a sum: a year of calls drifts by nothing.
    at_ns_ = static_cast<double>(count_++) * gap_ns_;
  } else {
    at_ns_ += -std::log(unit_draw(prng_)) * gap_ns_;
  }
  return Duration(static_cast<Duration::rep>(at_ns_));
}

}  // namespace ripcord::load
