#include "harness/explore/shrinker.hpp"

#include "harness/explore/ddmin.hpp"
#include "transports/base/hash.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

namespace ripcord::explore {
namespace {

/// Kinds that anybody understands, the simplest first. A kind that is not here is less simple.
constexpr std::array<std::string_view, 8> ladder{
    "refuse", "reset", "finish", "drop", "stall", "truncate", "stop_service", "move_endpoint"};

std::size_t rung(std::string_view kind) {
  return static_cast<std::size_t>(std::ranges::find(ladder, kind) - ladder.begin());
}

std::uint64_t digest_of(const Schedule& schedule) {
  std::uint64_t hash = schedule.size();
  for (const Choice& choice : schedule) hash = mix(mix(hash, digest(text(choice))), choice.nth);
  return hash;
}

/// Points whose like a fault may strike instead: the same but for connection, call and fragment.
bool alike(const Point& a, const Point& b) {
  return a.kind == b.kind && a.client == b.client && a.service == b.service && a.event == b.event &&
         a.direction == b.direction && a.pdu == b.pdu && a.interface == b.interface &&
         a.operation == b.operation;
}

}  // namespace

Shrinker::Shrinker(const Trials& trials,
                   const Menu& menu,
                   std::string signature,
                   std::uint64_t runs_max)
    : trials_(trials), menu_(menu), signature_(std::move(signature)), runs_max_(runs_max) {}

bool Shrinker::fails(const Schedule& schedule) {
  ++runs_;
  const Trial trial = trials_.play(schedule);
  return trial.is_judged && trial.all_fired() && trial.find(signature_) != nullptr;
}

Schedule Shrinker::shrink(Schedule schedule) {
  bool changed = true;
  while (changed && is_minimal()) {
    const std::size_t size = schedule.size();
    schedule = ddmin(std::move(schedule),
                     [this](const Schedule& fewer) { return is_new_and_fails(fewer); });
    changed = schedule.size() < size;
    for (std::size_t i = 0; i < schedule.size(); ++i) {
      changed = simplify(schedule, i) || changed;
      changed = move_earlier(schedule, i) || changed;
    }
  }
  return schedule;
}

bool Shrinker::is_new_and_fails(const Schedule& schedule) {
  return runs_ < runs_max_ && tried_.insert(digest_of(schedule)).second && fails(schedule);
}

/// Tries what is plainer or simpler than choice `index`, the simplest first.
bool Shrinker::simplify(Schedule& schedule, std::size_t index) {
  const Choice now = schedule[index];
  std::multimap<std::size_t, Choice> others;
  for (const std::uint16_t dish : menu_.at(now.at)) {
    const Dish& other = menu_.dishes()[dish];
    const bool is_plainer = other.kind->name == now.kind && other.arguments != now.arguments;
    const bool is_simpler = rung(other.kind->name) < rung(now.kind);
    if (other.is_plain && (is_plainer || is_simpler))
      others.emplace(rung(other.kind->name), menu_.choice(dish, now.at, now.nth));
  }
  for (auto& [rank, other] : others) {
    Schedule simpler = schedule;
    simpler[index] = std::move(other);
    if (!is_new_and_fails(simpler)) continue;
    schedule = std::move(simpler);
    return true;
  }
  return false;
}

/// Tries points like that of choice `index` that a run without it comes to earlier.
bool Shrinker::move_earlier(Schedule& schedule, std::size_t index) {
  Schedule others = schedule;
  others.erase(others.begin() + static_cast<std::ptrdiff_t>(index));
  const Trial without = trials_.play(others);
  ++runs_;
  if (!without.is_judged) return false;
  for (const Reached& reached : without.survey.reached) {
    const Point point = point_of(reached, without.log());
    if (point == schedule[index].at) return false;
    if (!alike(point, schedule[index].at)) continue;
    Schedule earlier = schedule;
    earlier[index].at = point;
    if (earlier[index].nth > 0) earlier[index].nth = reached.nth;
    if (!is_new_and_fails(earlier)) continue;
    schedule = std::move(earlier);
    return true;
  }
  return false;
}

}  // namespace ripcord::explore
