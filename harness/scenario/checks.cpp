#include "harness/scenario/checks.hpp"

#include "harness/scenario/field_reader.hpp"
#include "harness/scenario/foreign_checks.hpp"
#include "harness/scenario/known_names.hpp"
#include "harness/scenario/planned_words.hpp"
#include "transports/base/quantity.hpp"
#include "transports/base/uuid.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace ripcord::scenario {
namespace {

/// Walks the tree, of which any part may be wrong in itself: that is reported already.
class Checker {
 public:
  Checker(FieldReader& reader, const Node& root, const ResolvedScenario& scenario)
      : reader_(reader),
        root_(root),
        scenario_(scenario),
        names_(names_in(root, reader.vocabulary())) {}

  void check() {
    check_seed();
    check_services();
    check_rules();
    check_steps(find_node(root_, {"workload"}));
    check_expectation();
    check_words(
        find_node(root_, {"oracles"}), "oracle", reader_.vocabulary().oracles, planned_oracles());
    if (reader_.demand() == Demand::whole) check_play();
  }

 private:
  using Words = std::vector<std::string_view>;

  void check_seed() {
    const Member* seeds = root_.find("seeds");
    if (seeds == nullptr || root_.find("seed") == nullptr) return;
    reader_.error(seeds->place, "`seed` and `seeds` exclude each other");
  }

  /// Whether the scalar at `node`, or each of its items, is one of `words`; null is.
  void check_names(const Node* node, std::string_view noun, const Words& words) {
    if (node == nullptr) return;
    if (node->is_scalar()) check_word(reader_, {node->text, node->place, noun}, words, {});
    for (const Node& item : node->items) check_names(&item, noun, words);
  }

  /// As `check_names` for the keys of the mapping at `node`.
  void check_words(const Node* node,
                   std::string_view noun,
                   const Words& words,
                   std::span<const std::string_view> planned = {}) {
    if (node == nullptr) return;
    for (const Member& member : node->members) {
      check_word(reader_, {member.key, member.place, noun}, words, planned);
    }
  }

  void check_services() {
    static constexpr std::array<std::string_view, 3> served{"backup", "echo", "mgmt"};
    const Node* services = find_node(root_, {"world", "services"});
    if (services == nullptr) return;
    std::set<std::string_view> seen;
    for (const Node& service : services->items) {
      const Node* name = find_node(service, {"name"});
      if (name != nullptr && !seen.insert(name->text).second) {
        reader_.error(name->place, "a second service called `" + name->text + "`");
      }
      if (name != nullptr && name->text == mapper_name) {
        reader_.error(name->place, "`" + name->text + "` is what rules call the endpoint mapper");
      }
      const Node* interface = find_node(service, {"interface"});
      if (interface == nullptr || !interface->is_scalar()) continue;
      check_word(
          reader_, {interface->text, interface->place, "interface"}, names_.declared, served);
    }
  }

  void check_rules() {
    const Node* faults = find_node(root_, {"faults"});
    if (faults == nullptr) return;
    std::set<std::string_view> seen;
    for (const Node& rule : faults->items) {
      const Node* id = find_node(rule, {"id"});
      if (id != nullptr && !seen.insert(id->text).second) {
        reader_.error(id->place, "a second rule called `" + id->text + "`");
      }
      if (const Node* when = find_node(rule, {"when"})) check_selection(*when);
      check_names(find_node(rule, {"when", "after"}), "rule", names_.rules);
      const Node* harm = find_node(rule, {"do"});
      if (harm != nullptr && harm->members.size() == 1) check_harm(harm->members.front().value);
    }
  }

  void check_selection(const Node& when) {
    check_peers(find_node(when, {"client"}), "client", names_.clients_and_instances);
    check_peers(find_node(when, {"service"}), "service", names_.services_and_mapper);
    check_names(find_node(when, {"interface"}), "interface", names_.interfaces);
    check_names(find_node(when, {"operation"}), "operation", names_.operations);
    for (const std::string_view key : {"any", "not"}) {
      const Node* inner = find_node(when, {key});
      if (inner == nullptr) continue;
      check_selection(*inner);
      for (const Node& item : inner->items) check_selection(item);
    }
  }

  /// As `check_names`; in a world that others play in, a proxy names them itself: clients `client`
  /// or `client.2`, services by their interface or its UUID.
  void check_peers(const Node* node, std::string_view noun, const Words& words) {
    if (node == nullptr) return;
    const bool is_given =
        reader_.demand() != Demand::whole && node->is_scalar() &&
        (noun == "client" ? is_guest(node->text) : is_foreign_service(node->text));
    if (!is_given) check_names(node->is_scalar() ? node : nullptr, noun, words);
    for (const Node& item : node->items) check_peers(&item, noun, words);
  }

  static bool is_guest(std::string_view word) {
    constexpr std::string_view guest = "client";
    if (!word.starts_with(guest)) return false;
    const std::string_view number = word.substr(guest.size());
    return number.empty() || (number.starts_with('.') && parse_integer(number.substr(1)));
  }

  [[nodiscard]] bool is_foreign_service(std::string_view word) const {
    return std::ranges::find(names_.interfaces, word) != names_.interfaces.end() ||
           Uuid::parse(word).has_value();
  }

  /// The parameters that name something, whatever the kind.
  void check_harm(const Node& parameters) {
    check_names(find_node(parameters, {"service"}), "service", names_.services);
    Words until = names_.rules;
    const auto& events = reader_.vocabulary().events;
    until.insert(until.end(), events.begin(), events.end());
    check_names(find_node(parameters, {"until"}), "rule or event", until);
  }

  void check_steps(const Node* list) {
    if (list == nullptr) return;
    for (const Node& step : list->items) {
      if (step.members.size() != 1) continue;
      const Node& keys = step.members.front().value;
      check_names(find_node(keys, {"client"}), "client", names_.clients);
      check_names(find_node(keys, {"service"}), "service", names_.services);
      check_names(find_node(keys, {"interface"}), "interface", names_.interfaces);
      if (const Node* id = find_node(keys, {"id"})) check_step_id(*id);
      if (step.members.front().key == "backup") check_backup(keys);
      if (step.members.front().key == "call") check_call(keys);
      const bool calls_echo =
          step.members.front().key == "echo" || step.members.front().key == "load";
      if (calls_echo) check_operation(keys, "echo");
      check_steps(find_node(keys, {"do"}));
    }
  }

  void check_step_id(const Node& id) {
    if (std::ranges::count(names_.steps, std::string_view(id.text)) == 1) return;
    reader_.error(id.place, "a second step called `" + id.text + "`");
  }

  void check_backup(const Node& keys) {
    const Node* named = find_node(keys, {"service"});
    if (named == nullptr) return;
    const auto& services = scenario_.world.services;
    const auto service = std::ranges::find(services, named->text, &ServiceSpec::name);
    if (service == services.end() || service->kind == ServiceKind::foreign) return;
    if (service->kind != ServiceKind::backup) {
      reader_.error(named->place, "`" + named->text + "` is no service of `interface: backup`");
      return;
    }
    Words files;
    for (const FileSpec& file : service->files) files.push_back(file.name);
    check_names(find_node(keys, {"files"}), "file", files);
  }

  void check_call(const Node& keys) {
    const Node* interface = find_node(keys, {"interface"});
    if (interface != nullptr) check_operation(keys, interface->text);
  }

  void check_operation(const Node& keys, std::string_view interface) {
    check_names(find_node(keys, {"operation"}),
                "operation",
                operations_of(interface, root_, reader_.vocabulary()));
  }

  void check_expectation() {
    const Node* all = find_node(root_, {"expect", "all"});
    if (all == nullptr) return;
    check_words(find_node(*all, {"steps"}), "step", names_.steps);
    check_words(find_node(*all, {"clients"}), "client", names_.clients_and_instances);
    check_words(find_node(*all, {"rules"}), "rule", names_.rules);
  }

  void check_play() {
    const Node* workload = find_node(root_, {"workload"});
    const auto is_foreign = [](const ClientSpec& client) { return client.client.has_value(); };
    if (workload != nullptr && workload->is_list() && workload->items.empty() &&
        std::ranges::none_of(scenario_.world.clients, is_foreign)) {
      reader_.error(workload->place, "the workload has no step");
    }
    const Node* expect = find_node(root_, {"expect"});
    const Node* all = find_node(root_, {"expect", "all"});
    if (expect != nullptr && !expect->is_mapping()) {
      reader_.error(expect->place, "`expect` must be a mapping, not " + described(*expect));
      return;
    }
    if (all != nullptr && !all->members.empty()) return;
    reader_.error(expect == nullptr ? root_.place : expect->place,
                  "nothing is expected of variant `" + scenario_.variant + "`; it could only pass",
                  "write expect: { all: { outcome: completed } }");
  }

  FieldReader& reader_;
  const Node& root_;
  const ResolvedScenario& scenario_;
  KnownNames names_;
};

}  // namespace

void check_scenario(FieldReader& reader, const Node& node, const ResolvedScenario& scenario) {
  if (!node.is_mapping()) return;
  Checker(reader, node, scenario).check();
  if (reader.demand() == Demand::whole) check_foreign_peers(reader, node, scenario);
}

}  // namespace ripcord::scenario
