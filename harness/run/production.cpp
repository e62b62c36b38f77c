#include "harness/run/production.hpp"

#include "harness/run/oracle.hpp"
#include "harness/run/parts.hpp"
#include "harness/run/play.hpp"
#include "harness/scenario/run_names.hpp"
#include "harness/world/action.hpp"
#include "harness/world/world.hpp"
#include "transports/base/assert.hpp"

#include <string>
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

/// What every run of `scenario` speaks of.
std::vector<std::string> run_names(const scenario::ResolvedScenario& scenario) {
  std::vector<std::string> names{scenario.name, scenario.variant};
  for (std::size_t i = 0; i < world::event_count; ++i) {
    names.emplace_back(world::event_name(static_cast<world::Event>(i)));
  }
  names.emplace_back(world::World::mapper_name);
  for (const std::string& transport : scenario.transports) names.push_back(transport);
  for (const scenario::ServiceSpec& service : scenario.world.services) {
    names.push_back(service.name);
  }
  for (const scenario::ClientSpec& client : scenario.world.clients) names.push_back(client.name);
  return names;
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

/// Every variable that the programs of `scenario` need and that is not set.
std::vector<scenario::Diagnostic> unset_variables(const scenario::ResolvedScenario& scenario,
                                                  const scenario::Environment& environment) {
  // A run gives its own names their values.
  const scenario::Environment with_run_names =
      [&](std::string_view name) -> std::optional<std::string> {
    return scenario::is_run_name(name) ? std::string() : environment(name);
  };
  std::vector<scenario::Diagnostic> unset;
  const auto add = [&](const auto& expanded) {
    if (expanded) return;
    const std::vector<scenario::Diagnostic> errors = expanded.error();
    unset.insert(unset.end(), errors.begin(), errors.end());
  };
  for (const scenario::ServiceSpec& service : scenario.world.services) {
    if (service.server) add(scenario::expand(*service.server, with_run_names, scenario.file));
    if (service.connect) add(scenario::expand(*service.connect, environment, scenario.file));
  }
  for (const scenario::ClientSpec& client : scenario.world.clients) {
    if (client.client) add(scenario::expand(*client.client, with_run_names, scenario.file));
  }
  return unset;
}

}  // namespace

boost::system::result<void, Problems> compile_rules(Parts& parts) {
  const std::vector<std::string_view> actions = action_names();
  const std::vector<std::string> run_names = run::run_names(parts.scenario);
  const std::vector<std::string_view> names(run_names.begin(), run_names.end());
  auto rules = shim::RuleSet::compile(parts.scenario.rules,
                                      {.protocol = parts.cast.protocol(),
                                       .interfaces = parts.interfaces,
                                       .actions = actions,
                                       .names = names});
  if (!rules) return problems(rules.error(), parts.scenario);
  parts.rules.emplace(std::move(*rules));
  for (std::size_t i = 0; i < world::event_count; ++i) {
    const std::string_view name = world::event_name(static_cast<world::Event>(i));
    parts.event_names[i] = parts.rules->legend().names.find(name);
  }
  return {};
}

boost::system::result<std::unique_ptr<Production>, Problems> Production::prepare(
    scenario::ResolvedScenario scenario,
    const world::Cast& cast,
    scenario::Environment environment) {
  std::vector<scenario::Diagnostic> unset;
  if (environment) unset = unset_variables(scenario, environment);
  if (!unset.empty()) return Problems(std::move(unset));
  auto parts = std::make_unique<Parts>(std::move(scenario), cast, std::move(environment));
  parts->interfaces = interface_table(cast, parts->scenario);
  if (auto compiled = compile_rules(*parts); !compiled) return std::move(compiled).error();
  return std::unique_ptr<Production>(new Production(std::move(parts)));
}

Production::Production(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Production::~Production() = default;

const scenario::ResolvedScenario& Production::scenario() const { return parts_->scenario; }

const shim::RuleSet& Production::rules() const { return *parts_->rules; }

const protocol::InterfaceTable& Production::interfaces() const { return parts_->interfaces; }

RunResult Production::play(const stage::Venue& venue,
                           std::uint64_t seed,
                           const Recording& recording) const {
  // Only few runs fail, and where time is virtual they fail again in just the same way: their
  // traces are kept the second time.
  if (recording.keep == Keep::failures && venue.deterministic()) {
    RunResult result = Play(*parts_, venue, seed, Keep::none).result();
    if (result.verdict == Verdict::passed) return result;
    RunResult again = Play(*parts_, venue, seed, {Keep::all, recording.payload}).result();
    RIPCORD_ASSERT(again.trace_hash == result.trace_hash);
    return again;
  }
  return Play(*parts_, venue, seed, recording).result();
}

}  // namespace ripcord::run
