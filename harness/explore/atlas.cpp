#include "harness/explore/atlas.hpp"

namespace ripcord::explore {

std::uint32_t Atlas::add(const Reached& reached, const trace::Log& log) {
  const auto [known, is_new] =
      numbers_.try_emplace(reached.id, static_cast<std::uint32_t>(points_.size()));
  if (is_new) {
    points_.push_back(point_of(reached, log));
    dishes_.push_back(menu_.at(points_.back()));
    kinds_.push_back(reached.kind);
    nths_.push_back(reached.nth);
  }
  return known->second;
}

Choice Atlas::choice(const Move& move) const {
  return menu_.choice(move.dish, points_[move.point], move.nth);
}

Schedule Atlas::schedule(std::span<const Move> moves) const {
  Schedule schedule;
  for (const Move& move : moves) schedule.push_back(choice(move));
  return schedule;
}

}  // namespace ripcord::explore
