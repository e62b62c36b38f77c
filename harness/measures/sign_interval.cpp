#include "harness/measures/sign_interval.hpp"

#include "transports/base/assert.hpp"

#include <cmath>

namespace ripcord::measures {

double chance_of_missing(std::size_t count, std::size_t rank) {
  RIPCORD_ASSERT(count <= observations_max);
  RIPCORD_ASSERT(rank >= 1);
  // The chance of exactly i heads, from i = 0 on. Products and quotients only, then a sum: the same
  // on every processor.
  double exactly = std::ldexp(1.0, -static_cast<int>(count));
  double fewer = 0;
  for (std::size_t heads = 0; heads < rank; ++heads) {
    fewer += exactly;
    exactly = exactly * static_cast<double>(count - heads) / static_cast<double>(heads + 1);
  }
  return 2 * fewer;
}

std::size_t interval_rank(std::size_t count, double chance) {
  std::size_t rank = 0;
  while (2 * (rank + 1) <= count && chance_of_missing(count, rank + 1) <= chance) ++rank;
  return rank;
}

std::size_t observations_needed(double chance) {
  RIPCORD_ASSERT(chance > 0);
  std::size_t count = 1;
  while (count < observations_max && chance_of_missing(count, 1) > chance) ++count;
  return count;
}

Interval interval_of(std::span<const double> sorted, std::size_t rank) {
  RIPCORD_ASSERT(rank >= 1);
  RIPCORD_ASSERT(2 * rank <= sorted.size() + 1);
  return {.low = sorted[rank - 1], .high = sorted[sorted.size() - rank]};
}

double median_ratio(std::span<const double> sorted) {
  RIPCORD_ASSERT(!sorted.empty());
  const double high = sorted[sorted.size() / 2];
  const double low = sorted[(sorted.size() - 1) / 2];
  if (low == high || std::isinf(high)) return high;
  return std::sqrt(low) * std::sqrt(high);
}

}  // namespace ripcord::measures
