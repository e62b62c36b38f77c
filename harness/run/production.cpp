#include "harness/run/production.hpp"

#include "harness/run/oracle.hpp"
#include "harness/run/parts.hpp"
#include "harness/run/play.hpp"
#include "harness/world/action.hpp"

#include <string_view>

namespace ripcord::run {
namespace {

protocol::InterfaceTable interface_table(const world::Cast& cast,
                                         const scenario::ResolvedScenario& scenario) {
  protocol::InterfaceTable table;
  for (const protocol::Interface& interface : cast.interfaces()) table.add(interface);
  for (const scenario::ServiceSpec& service : scenario.world.services) {
    // A stand-in brings an interface of its own; its operations have names only if `interfaces:`
    // gives them.
    if (service.interface_id) table.add({service.interface, *service.interface_id, {}});
  }
  for (const protocol::Interface& interface : scenario.interfaces) table.add(interface);
  return table;
}

std::vector<std::string_view> action_names() {
  std::vector<std::string_view> names;
  for (const world::ActionKind* kind : world::action_kinds()) names.push_back(kind->name);
  return names;
}

Problems problems(const std::vector<shim::RuleError>& errors,
                  const scenario::ResolvedScenario& scenario) {
  std::vector<scenario::Diagnostic> diagnostics;
  for (const shim::RuleError& error : errors) {
    const shim::RuleSpec& rule = scenario.rules[error.rule];
    scenario::Diagnostic diagnostic;
    diagnostic.file = scenario.file;
    diagnostic.line = rule.line;
    diagnostic.column = 1;
    diagnostic.message = "rule " + rule.id + ": " + error.key + ": " + error.message;
    diagnostics.push_back(std::move(diagnostic));
  }
  return Problems(std::move(diagnostics));
}

}  // namespace

boost::system::result<std::unique_ptr<Production>, Problems> Production::prepare(
    scenario::ResolvedScenario scenario, const world::Cast& cast) {
  auto parts = std::make_unique<Parts>(std::move(scenario), cast);
  parts->interfaces = interface_table(cast, parts->scenario);
  const std::vector<std::string_view> actions = action_names();
  auto rules = shim::RuleSet::compile(
      parts->scenario.rules,
      {.protocol = cast.protocol(), .interfaces = parts->interfaces, .actions = actions});
  if (!rules) return problems(rules.error(), parts->scenario);
  parts->rules.emplace(std::move(*rules));
  return std::unique_ptr<Production>(new Production(std::move(parts)));
}

Production::Production(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Production::~Production() = default;

const scenario::ResolvedScenario& Production::scenario() const { return parts_->scenario; }

RunResult Production::play(const stage::Venue& venue, std::uint64_t seed, Keep keep) const {
  Play play(*parts_, venue, seed);
  return play.result(keep);
}

}  // namespace ripcord::run
