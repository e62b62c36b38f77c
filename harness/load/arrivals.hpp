#pragma once

#include "transports/base/prng.hpp"
#include "transports/base/time.hpp"

#include <cstdint>

namespace ripcord::load {

/// How calls of an open loop follow each other.
enum class Spacing : std::uint8_t {
  /// Evenly.
  constant,
  /// As those of many who know nothing of each other: gaps are exponential.
  poisson,
};

/// When calls are to begin, whatever became of those before: an open loop. A loop that waits for
/// its answers stops asking while a server stalls, and so misses just what was to be measured.
class Arrivals {
 public:
  // A call each 100 ns: more than one process can make.
  static constexpr double rate_max = 1e7;

  /// `per_second` is above 0, at most `rate_max`. Equal arguments give equal arrivals.
  Arrivals(double per_second, Spacing spacing, std::uint64_t seed);

  /// When the next call is to begin, from the beginning of the load; never before the last.
  [[nodiscard]] Duration next();

 private:
  double gap_ns_;
  Spacing spacing_;
  Prng prng_;
  std::uint64_t count_ = 0;
  double at_ns_ = 0;
};

}  // namespace ripcord::load
