#include "harness/explore/decisions.hpp"

#include <algorithm>
#include <span>

namespace ripcord::explore {
namespace {

constexpr std::size_t profile_bytes = 8;

/// Whether `profile` has the kind of `dish`.
bool has(std::uint64_t profile, const Dish& dish, std::span<const Dish> dishes) {
  const auto first = std::ranges::find(dishes, dish.kind, &Dish::kind);
  return (profile >> static_cast<std::uint64_t>(first - dishes.begin()) % 64U & 1U) != 0;
}

}  // namespace

std::uint8_t Decisions::next() { return exhausted() ? std::uint8_t{0} : bytes_[at_++]; }

Schedule schedule_from(ByteView bytes, const Atlas& atlas, std::size_t points) {
  Decisions decisions(bytes);
  std::uint64_t profile = 0;
  for (std::size_t i = 0; i < profile_bytes; ++i) profile = profile << 8U | decisions.next();
  const std::span<const Dish> dishes = atlas.menu().dishes();
  Schedule schedule;
  std::size_t point = 0;
  while (!decisions.exhausted() && schedule.size() < random_faults_max) {
    point += decisions.next();
    const std::uint8_t which = decisions.next();
    if (point >= points) break;
    const std::span<const std::uint16_t> legal = atlas.dishes(static_cast<std::uint32_t>(point));
    if (!legal.empty()) {
      const std::uint16_t dish = legal[which % legal.size()];
      if (has(profile, dishes[dish], dishes))
        schedule.push_back(atlas.choice(atlas.move(static_cast<std::uint32_t>(point), dish)));
    }
    ++point;
  }
  return schedule;
}

}  // namespace ripcord::explore
