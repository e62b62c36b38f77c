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

Frontier::Added Frontier::add(const Moves& moves, std::uint64_t state, Novelty novelty) {
  if (novel_.size() + rest_.size() >= planned_max) return Added::beyond_limit;
  if (!seen_.insert(mix(state, moves.all().back().dish)).second) return Added::same_state;
  (novelty == Novelty::novel ? novel_ : rest_).push_back(moves);
  return Added::yes;
}

Frontier::Added Frontier::add_always(const Moves& moves, std::uint64_t state) {
  if (rest_.size() >= planned_max) return Added::beyond_limit;
  seen_.insert(mix(state, moves.all().back().dish));
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
