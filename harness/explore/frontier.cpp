#include "harness/explore/frontier.hpp"

#include "transports/base/assert.hpp"
#include "transports/base/hash.hpp"

#include <utility>

namespace ripcord::explore {

Moves Moves::with(const Move& move) const {
  RIPCORD_ASSERT(count < depth_max);
  Moves longer = *this;
  longer.list[longer.count++] = move;
  return longer;
}

Frontier::Added Frontier::add(const Moves& moves,
                              std::uint64_t state,
                              std::uint64_t kind,
                              Novelty novelty) {
  if (novel_.size() + rest_.size() >= planned_max) return Added::beyond_limit;
  const std::uint64_t dish = moves.all().back().dish;
  if (!seen_.insert(mix(mix(mix(state, kind), dish), moves.count)).second) return Added::same_state;
  (novelty == Novelty::novel ? novel_ : rest_).push_back(moves);
  return Added::yes;
}

Frontier::Added Frontier::add_always(const Moves& moves) {
  if (rest_.size() >= planned_max) return Added::beyond_limit;
  rest_.push_back(moves);
  return Added::yes;
}

std::vector<Moves> Frontier::take() {
  std::vector<Moves> all = std::exchange(novel_, {});
  all.insert(all.end(), rest_.begin(), rest_.end());
  rest_.clear();
  return all;
}

}  // namespace ripcord::explore
