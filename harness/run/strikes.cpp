#include "harness/run/strikes.hpp"

#include "harness/world/action.hpp"

namespace ripcord::run {

namespace {

/// An end that is not told of a connection's end waits for what never comes.
shim::Symptoms symptoms_of(const shim::CompiledRule& rule) {
  const shim::Symptoms symptoms = rule.fault->symptoms;
  const bool ends = (symptoms & shim::symptom::ended) != 0;
  const bool tells_one =
      rule.spec.arguments.has("toward") && rule.spec.arguments.text("toward") != "both";
  return ends && tells_one ? static_cast<shim::Symptoms>(symptoms | shim::symptom::missing)
                           : symptoms;
}

}  // namespace

Strikes strikes_of(const shim::Rules& rules) {
  Strikes strikes;
  const std::span<const shim::CompiledRule> all = rules.set().rules();
  const auto count = static_cast<shim::RuleIndex>(all.size());
  for (shim::RuleIndex i = 0; i < count; ++i) {
    if (rules.account(i).fired == 0) continue;
    if (all[i].fault != nullptr) {
      strikes.symptoms |= symptoms_of(all[i]);
      continue;
    }
    const world::ActionKind* action = world::find_action_kind(all[i].spec.kind);
    strikes.symptoms |= action != nullptr ? action->symptoms : shim::symptom::anything;
    if (strikes.world_changer.empty()) strikes.world_changer = all[i].spec.id;
  }
  return strikes;
}

}  // namespace ripcord::run
