#include "harness/scenario/checks.hpp"

#include "harness/scenario/field_reader.hpp"
#include "harness/scenario/planned_words.hpp"
#include "harness/scenario/step_reader.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace ripcord::scenario {
namespace {

using Words = std::vector<std::string_view>;

/// The node at the end of `keys`, or null where one is absent.
const Node* find(const Node& node, std::initializer_list<std::string_view> keys) {
  const Node* at = &node;
  for (const std::string_view key : keys) {
    const Member* member = at->find(key);
    if (member == nullptr) return nullptr;
    at = &member->value;
  }
  return at;
}

class Checker {
 public:
  Checker(FieldReader& reader, const Node& root, const ResolvedScenario& scenario)
      : reader_(reader), root_(root), scenario_(scenario) {
    for (const ServiceSpec& service : scenario.world.services) services_.push_back(service.name);
    for (const ClientSpec& client : scenario.world.clients) clients_.push_back(client.name);
    for (const shim::RuleSpec& rule : scenario.rules) rules_.push_back(rule.id);
    collect_interfaces();
  }

  void check() {
    check_services();
    check_rules();
    check_steps(*find(root_, {"workload"}), scenario_.workload);
    check_step_ids();
    check_expectation();
    check_oracles();
    if (reader_.demand() == Demand::whole) check_play();
  }

 private:
  void collect_interfaces() {
    for (const InterfaceWords& interface : reader_.vocabulary().interfaces) {
      interfaces_.push_back(interface.name);
      operations_.insert(
          operations_.end(), interface.operations.begin(), interface.operations.end());
    }
    for (const protocol::Interface& interface : scenario_.interfaces) {
      interfaces_.push_back(interface.name);
      operations_.insert(
          operations_.end(), interface.operations.begin(), interface.operations.end());
    }
    declared_ = interfaces_;
    for (const ServiceSpec& service : scenario_.world.services) {
      if (service.interface_id) interfaces_.push_back(service.interface);
    }
    std::erase(operations_, std::string_view());
  }

  /// Whether the scalar at `node`, or each of its items, is one of `words`; null is.
  void check_names(const Node* node, std::string_view noun, const Words& words) {
    if (node == nullptr) return;
    if (node->is_scalar()) check_word(reader_, {node->text, node->place, noun}, words, {});
    for (const Node& item : node->items) check_names(&item, noun, words);
  }

  void check_services() {
    static constexpr std::array<std::string_view, 3> served{"backup", "echo", "mgmt"};
    for (const Node& service : find(root_, {"world", "services"})->items) {
      const Node& interface = service.find("interface")->value;
      if (!interface.is_scalar()) continue;
      check_word(reader_, {interface.text, interface.place, "interface"}, declared_, served);
    }
  }

  void check_rules() {
    const Node& faults = *find(root_, {"faults"});
    std::set<std::string_view> ids;
    for (const Node& rule : faults.items) {
      const Node& id = rule.find("id")->value;
      if (!ids.insert(id.text).second) {
        reader_.error(id.place, "a second rule called `" + id.text + "`");
      }
      check_selection(rule.find("when")->value);
      check_names(find(rule, {"when", "after"}), "rule", rules_);
      check_harm(rule.find("do")->value.members.front());
    }
  }

  void check_selection(const Node& when) {
    check_names(find(when, {"client"}), "client", client_instances());
    check_names(find(when, {"service"}), "service", services_);
    check_names(find(when, {"interface"}), "interface", interfaces_);
    check_names(find(when, {"operation"}), "operation", operations_);
    for (const std::string_view key : {"any", "not"}) {
      const Node* inner = find(when, {key});
      if (inner == nullptr) continue;
      if (inner->is_mapping()) check_selection(*inner);
      for (const Node& item : inner->items) check_selection(item);
    }
  }

  /// A fault's parameters that name something, whatever the fault.
  void check_harm(const Member& harm) {
    check_names(find(harm.value, {"service"}), "service", services_);
    if (const Node* until = find(harm.value, {"until"})) {
      Words words = rules_;
      const auto& events = reader_.vocabulary().events;
      words.insert(words.end(), events.begin(), events.end());
      check_names(until, "rule or event", words);
    }
  }

  void check_steps(const Node& list, const std::vector<Step>& steps) {
    for (std::size_t i = 0; i < steps.size(); ++i) {
      const Node& keys = list.items[i].members.front().value;
      check_names(find(keys, {"client"}), "client", clients_);
      check_names(find(keys, {"service"}), "service", services_);
      check_names(find(keys, {"interface"}), "interface", interfaces_);
      check_step(keys, steps[i]);
    }
  }

  void check_step(const Node& keys, const Step& step) {
    if (const auto* backup = std::get_if<BackupStep>(&step.action)) check_backup(keys, *backup);
    if (const auto* call = std::get_if<CallStep>(&step.action)) check_call(keys, *call);
    if (const auto* repeat = std::get_if<RepeatStep>(&step.action)) {
      check_steps(keys.find("do")->value, repeat->steps);
    }
    if (const auto* parallel = std::get_if<ParallelStep>(&step.action)) {
      check_steps(keys.find("do")->value, parallel->steps);
    }
  }

  void check_backup(const Node& keys, const BackupStep& step) {
    const auto& services = scenario_.world.services;
    const auto service = std::ranges::find(services, step.service, &ServiceSpec::name);
    if (service == services.end() || service->kind == ServiceKind::foreign) return;
    const Node& named = keys.find("service")->value;
    if (service->kind != ServiceKind::backup) {
      reader_.error(named.place, "`" + step.service + "` is no service of `interface: backup`");
      return;
    }
    Words files;
    for (const FileSpec& file : service->files) files.push_back(file.name);
    check_names(find(keys, {"files"}), "file", files);
  }

  void check_call(const Node& keys, const CallStep& step) {
    const Node* operation = find(keys, {"operation"});
    if (operation == nullptr) return;
    Words words;
    for (const InterfaceWords& interface : reader_.vocabulary().interfaces) {
      if (interface.name == step.interface) words = interface.operations;
    }
    for (const protocol::Interface& interface : scenario_.interfaces) {
      if (interface.name != step.interface) continue;
      words.assign(interface.operations.begin(), interface.operations.end());
    }
    check_names(operation, "operation", words);
  }

  void check_step_ids() {
    std::set<std::string_view> ids;
    for_each_step(scenario_.workload, [&](const Step& step) {
      step_ids_.push_back(step.id);
      if (ids.insert(step.id).second) return;
      reader_.error(step_place(step), "a second step called `" + step.id + "`");
    });
  }

  [[nodiscard]] Place step_place(const Step& step) const {
    Place place = find(root_, {"workload"})->place;
    place.line = step.line;
    place.column = 1;
    return place;
  }

  void check_expectation() {
    const Node* all = find(root_, {"expect", "all"});
    if (all == nullptr) return;
    check_keys(find(*all, {"steps"}), "step", step_ids_);
    check_keys(find(*all, {"clients"}), "client", client_instances());
    check_keys(find(*all, {"rules"}), "rule", rules_);
  }

  void check_keys(const Node* node, std::string_view noun, const Words& words) {
    if (node == nullptr) return;
    for (const Member& member : node->members) {
      check_word(reader_, {member.key, member.place, noun}, words, {});
    }
  }

  void check_oracles() {
    const Node* oracles = find(root_, {"oracles"});
    if (oracles == nullptr) return;
    for (const Member& member : oracles->members) {
      check_word(reader_,
                 {member.key, member.place, "oracle"},
                 reader_.vocabulary().oracles,
                 planned_oracles());
    }
  }

  void check_play() {
    const auto is_foreign = [](const ClientSpec& client) { return client.client.has_value(); };
    if (scenario_.workload.empty() && std::ranges::none_of(scenario_.world.clients, is_foreign)) {
      reader_.error(find(root_, {"workload"})->place, "the workload has no step");
    }
    const Expectation& expectation = scenario_.expectation;
    if (expectation.fields.empty() && expectation.steps.empty() && expectation.clients.empty() &&
        expectation.rules.empty()) {
      const Node* expect = find(root_, {"expect"});
      reader_.error(expect == nullptr ? root_.place : expect->place,
                    scenario_.variant == "base" ? "nothing is expected; a run could only pass"
                                                : "nothing is expected of `" + scenario_.variant +
                                                      "`; a run could only pass",
                    "write expect: { all: { outcome: completed } }");
    }
  }

  /// The names of clients and, of a client with a count, of each of its instances.
  [[nodiscard]] const Words& client_instances() {
    if (!instances_.empty()) return instances_;
    for (const ClientSpec& client : scenario_.world.clients) {
      instances_.push_back(client.name);
      for (std::uint32_t k = 1; client.count > 1 && k <= client.count; ++k) {
        instance_names_.insert(client.name + "." + std::to_string(k));
      }
    }
    instances_.insert(instances_.end(), instance_names_.begin(), instance_names_.end());
    return instances_;
  }

  FieldReader& reader_;
  const Node& root_;
  const ResolvedScenario& scenario_;
  Words services_;
  Words clients_;
  Words rules_;
  /// Those that can be named at all, and those that a service can name as its own.
  Words interfaces_;
  Words declared_;
  Words operations_;
  Words step_ids_;
  std::set<std::string> instance_names_;
  Words instances_;
};

}  // namespace

void check_scenario(FieldReader& reader, Node& node, const ResolvedScenario& scenario) {
  if (node.find("seed") != nullptr && node.find("seeds") != nullptr) {
    reader.error(node.find("seeds")->place, "`seed` and `seeds` exclude each other");
  }
  Checker(reader, node, scenario).check();
}

}  // namespace ripcord::scenario
