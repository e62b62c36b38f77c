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
#include <array>
#include <sstream>
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

/// What was read before can be read again.
Node tree_of(const scenario::SourceText& text) {
  scenario::Sources sources;
  std::vector<scenario::Diagnostic> wrong;
  const std::uint32_t source = sources.add(text);
  Node tree = scenario::parse_yaml(sources, source, wrong);
  RIPCORD_ASSERT(wrong.empty());
  return tree;
}

/// Numbers up to 4095 are Win32 errors, which people know in decimal; others are bit patterns.
std::string error_text(std::uint32_t error) {
  return error < 0x1000 ? std::to_string(error) : fmt::format("{:#x}", error);
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

Node expectation_node(const run::RunResult& result) {
  const world::Ending& ending = result.ending;
  Node node = Node::mapping({});
  set(node, "outcome", word(std::string(scenario::outcome_word(ending.outcome))));
  if (!ending.file.empty()) set(node, "file", word(ending.file));
  if (!ending.operation.empty()) set(node, "operation", word(ending.operation));
  if (ending.error != 0) set(node, "error", word(error_text(ending.error)));
  if (ending.event != 0) set(node, "event", word(std::to_string(ending.event)));
  Node violates = Node::list({});
  for (const run::OracleReport& oracle : result.oracles) {
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
        expectation_node(*end.result));
  set(root, "expect", std::move(expect));
  scenario::Member* variants = root.find("variants");
  if (variants == nullptr) return;
  std::erase_if(variants->value.members, [&](const scenario::Member& one) {
    return std::ranges::find(found.ends, one.key, &VariantEnd::variant) == found.ends.end();
  });
  for (scenario::Member& variant : variants->value.members) {
    for (const std::string_view key : {"faults", "expect"}) remove(variant.value, key);
    // A setting is laid over what a variant says, too.
    for (const std::string& setting : found.settings)
      if (setting.starts_with("workload=")) remove(variant.value, "workload");
  }
}

/// In the order in which people write them.
void put_in_order(Node& root) {
  constexpr std::array<std::string_view, 17> order{"format",
                                                   "name",
                                                   "title",
                                                   "reference",
                                                   "tags",
                                                   "requires",
                                                   "seed",
                                                   "seeds",
                                                   "transports",
                                                   "limits",
                                                   "interfaces",
                                                   "world",
                                                   "matrix",
                                                   "variants",
                                                   "oracles",
                                                   "faults",
                                                   "workload"};
  std::ranges::sort(root.members, {}, [&](const scenario::Member& member) {
    return std::pair(std::ranges::find(order, member.key) - order.begin(),
                     std::string_view(member.key));
  });
}

void apply_settings(Node& root, std::span<const std::string> settings) {
  for (const std::string& setting : settings) {
    const std::size_t equals = setting.find('=');
    Node value = tree_of({.file = "--set", .text = setting.substr(equals + 1) + "\n"});
    const auto flaw = scenario::apply(
        {.path = setting.substr(0, equals), .value = std::move(value), .place = {}}, root);
    RIPCORD_ASSERT(!flaw);
  }
}

/// `move_endpoint at file_closed`, of a rule called `move-endpoint-at-file-closed`.
std::string described(const shim::RuleSpec& rule) {
  for (const shim::Condition& condition : rule.when.conditions) {
    for (const std::string_view key : {"event", "operation", "pdu"}) {
      if (condition.key != key) continue;
      const auto* names = std::get_if<shim::Names>(&condition.value);
      return rule.kind + " at " +
             (names != nullptr ? names->words.front() : shim::value_text(condition.value));
    }
  }
  return rule.kind;
}

std::string kebab(std::string text) {
  std::ranges::replace(text, '_', '-');
  return text;
}

std::string title_of(const FoundFailure& found) {
  std::string title;
  for (const shim::RuleSpec& rule : found.rules)
    title += (title.empty() ? "" : " and ") + described(rule);
  if (title.empty()) title = "A run that nothing disturbs";
  if (found.oracle == "crash") return title + " crashes a client";
  if (found.oracle == "needless_failure") return title + " fails a client needlessly";
  if (found.oracle == "expectation") return title + " brings what nobody expected";
  return title + " violates " + found.oracle;
}

/// As a comment, in lines that can be read.
std::string comment_of(const FoundFailure& found) {
  constexpr std::size_t line_bytes_max = 116;
  std::string text;
  std::string line = "#";
  std::istringstream words("Found by ripcord explore in " + found.source.file +
                           ", made small by ripcord shrink: " + found.reason + ".");
  for (std::string next; words >> next;) {
    if (line.size() + 1 + next.size() > line_bytes_max) {
      text += line + '\n';
      line = "#";
    }
    line += ' ' + next;
  }
  return text + line + '\n';
}

}  // namespace

Node scenario_tree(const scenario::SourceText& source,
                   const scenario::SourceText& pack,
                   std::span<const std::string> settings) {
  Node root = tree_of(source);
  if (!pack.text.empty()) {
    Node file = tree_of(pack);
    if (scenario::Member* defaults = file.find("defaults")) {
      scenario::overlay(defaults->value, root);
      root = std::move(defaults->value);
    }
  }
  apply_settings(root, settings);
  return root;
}

std::string scenario_file(const FoundFailure& found) {
  Node root = scenario_tree(found.source, found.pack, found.settings);
  for (const std::string_view key : {"seeds", "matrix", "reference"}) remove(root, key);
  if (scenario::Member* name = root.find("name")) name->value.text += "-" + kebab(found.oracle);
  set(root, "title", word(title_of(found)));
  set(root, "seed", word(std::to_string(found.seed)));
  Node transports = Node::list({});
  transports.items.push_back(word("sim"));
  set(root, "transports", std::move(transports));
  Node faults = Node::list({});
  for (const shim::RuleSpec& rule : found.rules) faults.items.push_back(rule_node(rule));
  set(root, "faults", std::move(faults));
  set_variants(root, found);
  put_in_order(root);
  return comment_of(found) + scenario::block_text(root);
}

}  // namespace ripcord::explore
