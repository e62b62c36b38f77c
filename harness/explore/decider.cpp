#include "harness/explore/decider.hpp"

#include <algorithm>
#include <span>
#include <utility>

namespace ripcord::explore {
namespace {

constexpr std::uint8_t profile_bits = 64;

/// Numbers the kinds of `dishes`, in their order; those beyond the profile's bits share them.
std::vector<std::uint8_t> numbers_of(std::span<const Dish> dishes) {
  std::vector<const shim::Kind*> kinds;
  std::vector<std::uint8_t> numbers;
  for (const Dish& dish : dishes) {
    auto known = std::ranges::find(kinds, dish.kind);
    if (known == kinds.end()) known = kinds.insert(known, dish.kind);
    numbers.push_back(static_cast<std::uint8_t>((known - kinds.begin()) % profile_bits));
  }
  return numbers;
}

}  // namespace

Decider::Decider(const Trials& trials, const Menu& menu)
    : trials_(trials), menu_(menu), kinds_(numbers_of(menu.dishes())), clean_(trials.play({})) {}

Decided Decider::play(ByteView bytes) const {
  Decisions decisions(bytes);
  Turn turn{.profile = decisions.next_eight()};
  Schedule schedule;
  std::optional<Trial> played;
  std::vector<Violation> held = clean_.violations;
  while (!decisions.exhausted() && schedule.size() < faults_max) {
    const Trial& trial = played ? *played : clean_;
    if (!trial.is_judged || !held.empty()) break;
    turn.at += decisions.next();
    turn.which = decisions.next();
    std::optional<Choice> choice = choose(turn, trial);
    if (!choice) break;
    schedule.push_back(*std::move(choice));
    played.emplace(trials_.play(schedule));
    held = menu_.lies().held_against(schedule, played->fired, played->violations);
    turn.at = std::max<std::size_t>(turn.at, played->survey.behind_strikes);
  }
  if (!played) played.emplace(trials_.play({}));
  return {.schedule = std::move(schedule),
          .trial = *std::move(played),
          .held_against = std::move(held)};
}

/// What strikes at the first point from `turn.at` on that takes anything of the profile, and moves
/// behind it; none if no point does.
std::optional<Choice> Decider::choose(Turn& turn, const Trial& trial) const {
  const std::vector<Reached>& reached = trial.survey.reached;
  while (turn.at < reached.size()) {
    const Reached& here = reached[turn.at++];
    const Point point = point_of(here, trial.log());
    std::vector<std::uint16_t> legal = menu_.at(point);
    std::erase_if(legal,
                  [&](std::uint16_t dish) { return (turn.profile >> kinds_[dish] & 1U) == 0; });
    if (!legal.empty()) return menu_.choice(legal[turn.which % legal.size()], point, here.nth);
  }
  return std::nullopt;
}

}  // namespace ripcord::explore
