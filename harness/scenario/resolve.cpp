#include "harness/scenario/checks.hpp"
#include "harness/scenario/field_reader.hpp"
#include "harness/scenario/fold.hpp"
#include "harness/scenario/node_text.hpp"
#include "harness/scenario/reader.hpp"
#include "harness/scenario/tables.hpp"
#include "transports/base/hash.hpp"

#include <algorithm>
#include <utility>

namespace ripcord::scenario {
namespace {

Diagnostics one_error(const std::string& file, std::string message) {
  Diagnostic diagnostic;
  diagnostic.file = file;
  diagnostic.message = std::move(message);
  return {std::move(diagnostic)};
}

std::string first_transport(const Node& tree) {
  const Member* transports = tree.find("transports");
  if (transports == nullptr) return "sim";
  const Node& value = transports->value;
  return value.items.empty() ? value.text : value.items.front().text;
}

/// What is done where a workload says nothing: every foreign client is run once, side by side.
std::vector<Step> runs_of(const std::vector<ClientSpec>& clients) {
  ParallelStep all;
  for (const ClientSpec& client : clients) {
    if (client.kind != ClientKind::foreign) continue;
    all.steps.push_back({.line = client.line,
                         .id = "1." + std::to_string(all.steps.size() + 1),
                         .client = client.name,
                         .action = RunStep{}});
  }
  if (all.steps.empty()) return {};
  const std::uint32_t line = all.steps.front().line;
  return {{.line = line, .id = "1", .client = {}, .action = std::move(all)}};
}

/// The paths that `key` of a matrix or setting stands for: itself, or that knob of every client.
std::vector<std::string> paths_of(const std::string& key, const Node& tree) {
  const auto is_key_of = [&](const Mapping& mapping) {
    return std::ranges::find(mapping.fields, key, &Field::key) != mapping.fields.end();
  };
  const Member* world = tree.find("world");
  const Member* clients = world == nullptr ? nullptr : world->value.find("clients");
  if (is_key_of(scenario_mapping) || !is_key_of(client_mapping) || clients == nullptr) return {key};
  std::vector<std::string> paths;
  for (const Member& client : clients->value.members) {
    paths.push_back("world.clients." + client.key + "." + key);
  }
  return paths;
}

/// Gives stand-ins that name one of `interfaces:` its id.
void identify_interfaces(ResolvedScenario& run) {
  for (ServiceSpec& service : run.world.services) {
    if (service.kind != ServiceKind::stand_in || service.interface_id) continue;
    const auto declared =
        std::ranges::find(run.interfaces, service.interface, &protocol::Interface::name);
    if (declared != run.interfaces.end()) service.interface_id = declared->id;
  }
}

}  // namespace

std::vector<std::vector<std::size_t>> Scenario::points() const {
  std::vector<std::vector<std::size_t>> points{{}};
  for (const Axis& axis : axes_) {
    std::vector<std::vector<std::size_t>> longer;
    for (const std::vector<std::size_t>& point : points) {
      for (std::size_t i = 0; i < axis.values.size(); ++i) {
        longer.push_back(point);
        longer.back().push_back(i);
      }
    }
    points = std::move(longer);
  }
  return points;
}

std::vector<std::string_view> Scenario::names() const {
  std::vector<std::string_view> names;
  for (const VariantName& variant : variants_) names.push_back(variant.name);
  return names;
}

bool Scenario::is_live() const {
  // Whatever is started must say what it requires; what is only dialled need not.
  return !base_.requirements.empty() ||
         std::ranges::any_of(base_.world.services, [](const ServiceSpec& service) {
           return service.connect.has_value();
         });
}

bool Scenario::has_play() const {
  const auto has_part_of_one = [](const Node& tree) {
    return tree.find("workload") != nullptr || tree.find("expect") != nullptr;
  };
  const auto adds_one = [&](const Member& variant) { return has_part_of_one(variant.value); };
  const auto sets_one = [](const Setting& setting) {
    return setting.path.starts_with("workload") || setting.path.starts_with("expect");
  };
  return has_part_of_one(tree_) || std::ranges::any_of(variant_nodes_.members, adds_one) ||
         std::ranges::any_of(settings_, sets_one);
}

Node Scenario::tree_of(const std::string& variant) const {
  Node tree = tree_;
  if (const Member* above = variant_nodes_.find(variant)) lay_scenario(tree, above->value);
  return tree;
}

Node Scenario::fold(FieldReader& reader, const Choice& choice, ResolvedScenario& run) const {
  Node tree = tree_of(run.variant);
  const auto set = [&](Setting setting) {
    drop_rival(tree, setting.path);
    for (std::string& path : paths_of(setting.path, tree)) {
      setting.path = std::move(path);
      if (const auto flaw = apply(setting, tree)) reader.error(setting.place, *flaw);
    }
  };
  for (std::size_t i = 0; i < axes_.size(); ++i) {
    const Member& axis = matrix_node_.members[i];
    const std::size_t value = choice.point.empty() ? 0 : choice.point[i];
    run.point.push_back(axis.key + "=" + axes_[i].values[value]);
    set({.path = axis.key, .value = axis.value.items[value], .place = axis.place});
  }
  for (const Setting& setting : settings_) set(setting);
  add_seed(tree);
  run.transport = choice.transport.empty() ? first_transport(tree) : choice.transport;
  fold_expectations(
      reader, tree, {.variant = run.variant, .transport = run.transport, .variants = names()});
  return tree;
}

boost::system::result<ResolvedScenario, Diagnostics> Scenario::resolve(const Choice& choice) const {
  const auto variant = choice.variant.empty()
                           ? variants_.begin()
                           : std::ranges::find(variants_, choice.variant, &VariantName::name);
  if (variant == variants_.end()) {
    const std::string hint = did_you_mean(choice.variant, names());
    return one_error(file(),
                     "no variant `" + choice.variant + "`" + (hint.empty() ? "" : "; ") + hint);
  }
  ResolvedScenario run;
  run.file = file();
  run.variant = variant->name;
  run.line = variant->line;

  Diagnostics diagnostics;
  const bool plays = purpose_ != Purpose::world && has_play();
  const Demand demand = plays ? Demand::whole : Demand::world;
  FieldReader reader(sources_, *vocabulary_, demand, diagnostics);
  Node tree = fold(reader, choice, run);
  reader.read_mapping(tree, scenario_mapping, &run);
  check_scenario(reader, tree, run);
  if (purpose_ == Purpose::play && !plays) {
    reader.error(tree.place,
                 "a scenario without `workload` and `expect` is one for serve and proxy; it cannot "
                 "be played",
                 "write workload: [ ... ] and expect: { all: { outcome: completed } }");
  }
  if (run.workload.empty()) run.workload = runs_of(run.world.clients);
  if (!diagnostics.empty()) return diagnostics;
  identify_interfaces(run);
  if (std::ranges::find(run.transports, run.transport) == run.transports.end()) {
    return one_error(file(), "the scenario does not run on `" + run.transport + "`");
  }
  run.text = block_text(tree);
  run.digest = digest(run.text);
  return run;
}

}  // namespace ripcord::scenario
