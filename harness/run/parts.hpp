#pragma once

#include "harness/run/production.hpp"
#include "harness/scenario/scenario.hpp"
#include "harness/scenario/template_text.hpp"
#include "harness/world/cast.hpp"
#include "harness/world/world.hpp"
#include "transports/protocol/interface_table.hpp"
#include "transports/shim/rule_set.hpp"

#include <optional>
#include <utility>

namespace ripcord::run {

struct Twin;

/// What all runs of one variant share. Immutable once prepared.
struct Parts {
  Parts(scenario::ResolvedScenario resolved,
        const world::Cast& peers,
        scenario::Environment variables = {})
      : scenario(std::move(resolved)), cast(peers), environment(std::move(variables)) {}

  scenario::ResolvedScenario scenario;
  const world::Cast& cast;
  scenario::Environment environment;
  protocol::InterfaceTable interfaces;
  /// Refers to `interfaces`.
  std::optional<shim::RuleSet> rules;
  /// In the legend of `rules`.
  world::EventNames event_names{};
  /// What the runs come to undisturbed, where they have one seed and it is known; else null.
  const Twin* twin = nullptr;
};

/// Compiles the rules of `parts.scenario`, or says what is wrong with them. The interfaces are
/// there.
[[nodiscard]] boost::system::result<void, Problems> compile_rules(Parts& parts);

}  // namespace ripcord::run
