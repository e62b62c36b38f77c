#include "harness/scenario/foreign_checks.hpp"

#include "harness/scenario/field_reader.hpp"
#include "harness/scenario/known_names.hpp"

#include <algorithm>
#include <string>
#include <string_view>

namespace ripcord::scenario {
namespace {

bool is_foreign(const ServiceSpec& service) { return service.kind == ServiceKind::foreign; }
bool is_foreign(const ClientSpec& client) { return client.kind == ClientKind::foreign; }

class ForeignChecker {
 public:
  ForeignChecker(FieldReader& reader, const Node& root, const ResolvedScenario& scenario)
      : reader_(reader), root_(root), scenario_(scenario) {}

  void check() {
    check_steps(find_node(root_, {"workload"}));
    if (!has_foreign_peers(scenario_.world)) return;
    check_where_it_runs();
    check_actions();
  }

 private:
  void check_where_it_runs() {
    const Node* transports = find_node(root_, {"transports"});
    const auto is_other = [](const std::string& transport) { return transport != "tcp"; };
    if (std::ranges::any_of(scenario_.transports, is_other)) {
      reader_.error(transports == nullptr ? root_.place : transports->place,
                    "programs of others are reached over tcp only",
                    "write transports: [tcp]");
    }
    if (!scenario_.requirements.empty() || !starts_programs()) return;
    reader_.error(find_node(root_, {"world"})->place,
                  "a scenario that starts programs of others must say what it requires",
                  "write requires: [python3], or whatever it needs");
  }

  /// What is only dialled (`connect`) needs nothing of this machine.
  [[nodiscard]] bool starts_programs() const {
    const auto is_started = [](const ServiceSpec& service) { return service.server.has_value(); };
    const auto is_program = [](const ClientSpec& client) { return is_foreign(client); };
    return std::ranges::any_of(scenario_.world.services, is_started) ||
           std::ranges::any_of(scenario_.world.clients, is_program);
  }

  /// What is done to a service that is not ours cannot be done.
  void check_actions() {
    const Node* rules = find_node(root_, {"faults"});
    if (rules == nullptr) return;
    for (const Node& rule : rules->items) {
      const Node* harm = find_node(rule, {"do"});
      if (harm == nullptr || harm->members.size() != 1) continue;
      const Member& kind = harm->members.front();
      const Node* named = find_node(kind.value, {"service"});
      if (named == nullptr || !is_action(kind.key) || !is_foreign_service(named->text)) continue;
      reader_.error(named->place,
                    "`" + kind.key + "` needs a service of ours; `" + named->text +
                        "` is somebody else's program");
    }
  }

  [[nodiscard]] bool is_action(std::string_view kind) const {
    const auto& actions = reader_.vocabulary().actions;
    return std::ranges::any_of(actions,
                               [&](const shim::Kind* action) { return action->name == kind; });
  }
  [[nodiscard]] bool is_foreign_service(std::string_view name) const {
    return std::ranges::any_of(scenario_.world.services, [&](const ServiceSpec& service) {
      return service.name == name && is_foreign(service);
    });
  }

  /// A program is run, and ripcord's own clients do all other steps.
  void check_steps(const Node* list) {
    if (list == nullptr) return;
    for (const Node& step : list->items) {
      if (step.members.size() != 1) continue;
      const Member& kind = step.members.front();
      check_steps(find_node(kind.value, {"do"}));
      const Node* named = find_node(kind.value, {"client"});
      if (named == nullptr) continue;
      const auto& clients = scenario_.world.clients;
      const auto client = std::ranges::find(clients, named->text, &ClientSpec::name);
      if (client == clients.end()) continue;
      if (kind.key == "run" && !is_foreign(*client)) {
        reader_.error(named->place, "`run` is for clients of `kind: foreign`");
      }
      if (kind.key != "run" && is_foreign(*client)) {
        reader_.error(named->place,
                      "`" + named->text + "` is somebody else's program, which can only be run",
                      "write run: { client: " + named->text + " }");
      }
    }
  }

  FieldReader& reader_;
  const Node& root_;
  const ResolvedScenario& scenario_;
};

}  // namespace

bool has_foreign_peers(const WorldSpec& world) {
  const auto foreign = [](const auto& peer) { return is_foreign(peer); };
  return std::ranges::any_of(world.services, foreign) ||
         std::ranges::any_of(world.clients, foreign);
}

void check_foreign_peers(FieldReader& reader, const Node& root, const ResolvedScenario& scenario) {
  ForeignChecker(reader, root, scenario).check();
}

}  // namespace ripcord::scenario
