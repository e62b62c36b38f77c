#pragma once

#include <cstddef>
#include <span>

namespace ripcord::measures {

/// From the least to the greatest value that something may have.
struct Interval {
  double low = 0;
  double high = 0;

  friend bool operator==(const Interval&, const Interval&) = default;
};

// The least chance that is exact in binary floating point is 2^-1022.
inline constexpr std::size_t observations_max = 1000;

/// Where the median of a population lies, from `count` observations of it, sorted: between the
/// `rank`-th from below and the `rank`-th from above, counted from 1.
///
/// Each observation is above or below the median like the sides of a coin, whatever the population
/// looks like, so the chance that the interval misses it is exactly that of fewer than `rank` heads
/// or fewer than `rank` tails in `count` throws. Nothing is assumed about the distribution, and
/// nothing is drawn.
[[nodiscard]] double chance_of_missing(std::size_t count, std::size_t rank);

/// The narrowest interval whose chance of missing is at most `chance`, as its rank; 0 = there is
/// none. `count` is at most `observations_max`.
[[nodiscard]] std::size_t interval_rank(std::size_t count, double chance);

/// How many observations are needed for there to be an interval with that `chance` of missing.
[[nodiscard]] std::size_t observations_needed(double chance);

/// The interval of `rank` of `sorted` observations.
[[nodiscard]] Interval interval_of(std::span<const double> sorted, std::size_t rank);

/// The middle one, or the geometric mean of the middle two, of `sorted` ratios. At least one.
[[nodiscard]] double median_ratio(std::span<const double> sorted);

}  // namespace ripcord::measures
