#include "harness/run/strikes.hpp"

#include "harness/world/action.hpp"

namespace ripcord::run {

Strikes strikes_of(const shim::Rules& rules) {
  Strikes strikes;
  const std::span<const shim::CompiledRule> all = rules.set().rules();
  for (shim::RuleIndex i = 0; i < all.size(); ++i) {
    if (rules.account(i).fired == 0) continue;
    if (all[i].fault != nullptr) {
      strikes.symptoms |= all[i].fault->symptoms;
      continue;
    }
    const world::ActionKind* action = world::find_action_kind(all[i].spec.kind);
    strikes.symptoms |= action != nullptr ? action->symptoms : shim::symptom::anything;
    if (strikes.world_changer.empty()) strikes.world_changer = all[i].spec.id;
  }
  return strikes;
}

}  // namespace ripcord::run
