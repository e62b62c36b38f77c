#include "harness/explore/scenario_file.hpp"

#include "harness/scenario/expectation.hpp"
#include "harness/scenario/node_text.hpp"
#include "harness/scenario/overlay.hpp"
#include "harness/scenario/yaml_document.hpp"
#include "harness/world/action.hpp"
#include "transports/base/assert.hpp"
#include "transports/shim/fault.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <variant>

namespace ripcord::explore {
namespace {

using scenario::Node;

Node word(std::string text) { return Node::scalar(std::move(text), {}); }

void set(Node& mapping, std::string_view key, Node value) {
  if (scenario::Member* member = mapping.find(key)) {
    member->value = std::move(value);
    return;
  }
  mapping.members.push_back({.key = std::string(key), .place = {}, .value = std::move(value)});
}

void remove(Node& mapping, std::string_view key) {
  std::erase_if(mapping.members, [&](const scenario::Member& one) { return one.key == key; });
}

Node node_of(const shim::Value& value) {
  if (const auto* names = std::get_if<shim::Names>(&value)) {
    if (names->words.size() == 1) return word(names->words.front());
    Node list = Node::list({});
    for (const std::string& name : names->words) list.items.push_back(word(name));
    return list;
  }
  if (const auto* fields = std::get_if<shim::FieldValues>(&value)) {
    Node mapping = Node::mapping({});
    for (const shim::FieldValue& field : fields->fields)
      set(mapping, field.name, word(std::to_string(field.value)));
    return mapping;
  }
  return word(shim::value_text(value));
}

const shim::Kind& kind_of(const std::string& name) {
  const shim::Kind* kind = shim::find_fault_kind(name);
  if (kind == nullptr) kind = world::find_action_kind(name);
  RIPCORD_ASSERT(kind != nullptr);
  return *kind;
}

Node do_of(const shim::RuleSpec& rule) {
  const shim::Arguments usual = shim::with_fallbacks({}, kind_of(rule.kind).parameters);
  Node arguments = Node::mapping({});
  for (const shim::Arguments::Entry& argument : rule.arguments.all()) {
    const shim::Value* fallback = usual.find(argument.name);
    if (fallback == nullptr || *fallback != argument.value)
      set(arguments, argument.name, node_of(argument.value));
  }
  Node harm = Node::mapping({});
  set(harm, rule.kind, std::move(arguments));
  return harm;
}

Node rule_node(const shim::RuleSpec& rule) {
  Node when = Node::mapping({});
  for (const shim::Condition& condition : rule.when.conditions)
    set(when, condition.key, node_of(condition.value));
  if (rule.counting.nth) set(when, "nth", node_of(*rule.counting.nth));
  Node node = Node::mapping({});
  set(node, "id", word(rule.id));
  set(node, "when", std::move(when));
  set(node, "do", do_of(rule));
  return node;
}

Node expectation_node(const Trial& trial) {
  const world::Ending& ending = trial.ending;
  Node node = Node::mapping({});
  set(node, "outcome", word(std::string(scenario::outcome_word(ending.outcome))));
  if (!ending.file.empty()) set(node, "file", word(ending.file));
  if (!ending.operation.empty()) set(node, "operation", word(ending.operation));
  if (ending.error != 0) set(node, "error", word(std::to_string(ending.error)));
  if (ending.event != 0) set(node, "event", word(std::to_string(ending.event)));
  Node violates = Node::list({});
  for (const run::OracleReport& oracle : trial.played.result.oracles) {
    if (oracle.state == run::OracleState::violated)
      violates.items.push_back(word(std::string(oracle.id)));
  }
  if (!violates.items.empty()) set(node, "violates", std::move(violates));
  return node;
}

/// `variants:` with those alone that are spoken of, and `expect:` of them.
void set_variants(Node& root, const FoundFailure& found) {
  Node expect = Node::mapping({});
  for (const VariantEnd& end : found.ends)
    set(expect,
        root.find("variants") == nullptr ? std::string("all") : end.variant,
        expectation_node(*end.trial));
  set(root, "expect", std::move(expect));
  if (scenario::Member* variants = root.find("variants")) {
    std::erase_if(variants->value.members, [&](const scenario::Member& one) {
      return std::ranges::find(found.ends, one.key, &VariantEnd::variant) == found.ends.end();
    });
  }
}

void apply_settings(Node& root, const FoundFailure& found) {
  for (const std::string& setting : found.settings) {
    const std::size_t equals = setting.find('=');
    scenario::Sources sources;
    std::vector<scenario::Diagnostic> wrong;
    const std::uint32_t source =
        sources.add({.file = "--set", .text = setting.substr(equals + 1) + "\n"});
    // It was read once, when the scenario was: it can be read again.
    const auto flaw = scenario::apply(
        {.path = setting.substr(0, equals), .value = scenario::parse_yaml(sources, source, wrong)},
        root);
    RIPCORD_ASSERT(!flaw && wrong.empty());
  }
}

}  // namespace

std::string scenario_file(const FoundFailure& found) {
  scenario::Sources sources;
  std::vector<scenario::Diagnostic> wrong;
  const std::uint32_t source = sources.add(found.source);
  Node root = scenario::parse_yaml(sources, source, wrong);
  RIPCORD_ASSERT(wrong.empty());
  apply_settings(root, found);
  for (const std::string_view key : {"seeds", "matrix", "reference"}) remove(root, key);
  set(root, "title", word(found.signature));
  set(root, "seed", word(std::to_string(found.seed)));
  Node transports = Node::list({});
  transports.items.push_back(word("sim"));
  set(root, "transports", std::move(transports));
  Node faults = Node::list({});
  for (const shim::RuleSpec& rule : rules_of(found.schedule))
    faults.items.push_back(rule_node(rule));
  set(root, "faults", std::move(faults));
  set_variants(root, found);
  return scenario::block_text(root);
}

}  // namespace ripcord::explore
