#include "harness/measures/blocks.hpp"

#include "transports/base/prng.hpp"

namespace ripcord::measures {

std::vector<Side> launch_order(std::uint32_t pairs, std::uint64_t seed) {
  Prng prng(seed, "launch order");
  std::vector<Side> order;
  order.reserve(std::size_t{2} * pairs);
  for (std::uint32_t pair = 0; pair < pairs; pair += 2) {
    const Side outer = prng.below(2) == 0 ? Side::a : Side::b;
    const Side inner = outer == Side::a ? Side::b : Side::a;
    order.insert(order.end(), {outer, inner});
    if (pair + 1 < pairs) order.insert(order.end(), {inner, outer});
  }
  return order;
}

}  // namespace ripcord::measures
