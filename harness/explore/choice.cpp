#include "harness/explore/choice.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace ripcord::explore {
namespace {

/// They answer with what they saw before: at one unit alone they would do nothing.
constexpr std::array<std::string_view, 2> remembering{"answer_stale", "replay_earlier"};

/// Widens the rule to all units like its point's on their lane, of which it strikes one.
void follow_all(shim::RuleSpec& rule, std::uint32_t nth) {
  std::erase_if(rule.when.conditions, [](const shim::Condition& condition) {
    return condition.key == "connection" || condition.key == "call" || condition.key == "fragment";
  });
  rule.counting.nth = shim::Range{.low = nth, .high = nth};
}

}  // namespace

bool remembers(std::string_view kind) {
  return std::ranges::find(remembering, kind) != remembering.end();
}

shim::RuleSpec rule_of(const Choice& choice, std::string id) {
  shim::RuleSpec rule;
  rule.id = std::move(id);
  select(choice.at, rule);
  if (choice.nth > 0) follow_all(rule, choice.nth);
  rule.kind = choice.kind;
  rule.arguments = choice.arguments;
  return rule;
}

std::vector<shim::RuleSpec> rules_of(const Schedule& schedule) {
  std::vector<shim::RuleSpec> rules;
  rules.reserve(schedule.size());
  for (const Choice& choice : schedule) {
    const std::string number = "fault-" + std::to_string(rules.size() + 1);
    rules.push_back(rule_of(choice, choice.rule.empty() ? number : choice.rule));
  }
  return rules;
}

std::string harm_text(const Choice& choice) {
  std::string words = choice.kind + " {";
  for (const shim::Arguments::Entry& argument : choice.arguments.all()) {
    words += words.back() == '{' ? " " : ", ";
    words += argument.name + ": " + shim::value_text(argument.value);
  }
  return words + (words.back() == '{' ? "}" : " }");
}

std::string text(const Choice& choice) { return text(choice.at) + " do " + harm_text(choice); }

}  // namespace ripcord::explore
