#include "harness/scenario/kind_reader.hpp"

#include "harness/scenario/fallback.hpp"
#include "harness/scenario/field_reader.hpp"
#include "harness/scenario/planned_words.hpp"
#include "harness/scenario/value_reader.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace ripcord::scenario {
namespace {

/// The kind that `member` names, or null and an error.
const shim::Kind* find_kind(FieldReader& reader, const Member& member) {
  std::vector<std::string_view> words;
  for (const auto* kinds : {&reader.vocabulary().faults, &reader.vocabulary().actions}) {
    for (const shim::Kind* kind : *kinds) {
      if (kind->name == member.key) return kind;
      words.push_back(kind->name);
    }
  }
  check_word(reader, {member.key, member.place, "fault"}, words, planned_kinds());
  return nullptr;
}

void refuse_unknown_parameters(FieldReader& reader, const Node& node, const shim::Kind& kind) {
  std::vector<std::string_view> words;
  for (const shim::Parameter& parameter : kind.parameters) words.push_back(parameter.name);
  for (const Member& member : node.members) {
    if (std::ranges::find(words, member.key) != words.end()) continue;
    std::string hint = did_you_mean(member.key, words);
    if (words.empty()) hint = "it has no parameters; write {}";
    reader.error(member.place,
                 "`" + std::string(kind.name) + "` has no parameter `" + member.key + "`",
                 hint);
  }
}

void read_arguments(FieldReader& reader,
                    Node& node,
                    const shim::Kind& kind,
                    shim::Arguments& arguments) {
  std::vector<Member> ordered;
  for (const shim::Parameter& parameter : kind.parameters) {
    Member* member = node.find(parameter.name);
    if (member == nullptr && parameter.fallback.empty()) {
      if (parameter.required) {
        reader.error(
            node.place,
            "`" + std::string(parameter.name) + "` is missing in " + std::string(kind.name));
      }
      continue;
    }
    Member given{.key = std::string(parameter.name), .place = node.place, .value = {}};
    if (member != nullptr) {
      given = std::move(*member);
    } else {
      given.value = fallback_node(parameter.fallback, node.place);
    }
    if (auto value = read_argument(reader, given.value, parameter)) {
      arguments.set(parameter.name, std::move(*value));
    }
    ordered.push_back(std::move(given));
  }
  node.members = std::move(ordered);
}

}  // namespace

void read_kind(FieldReader& reader, Node& node, shim::RuleSpec& rule) {
  if (!node.is_mapping() || node.members.size() != 1) {
    reader.error(
        node.place,
        "`do` must be one fault or action, such as { drop: {} }, not " +
            (node.is_mapping() ? std::to_string(node.members.size()) + " keys" : described(node)));
    return;
  }
  Member& member = node.members.front();
  const shim::Kind* kind = find_kind(reader, member);
  if (kind == nullptr) return;
  rule.kind = member.key;
  if (!member.value.is_mapping()) {
    reader.error(
        member.value.place,
        "the parameters of `" + member.key + "` must be a mapping, not " + described(member.value),
        "write " + member.key + ": {} for none");
    return;
  }
  refuse_unknown_parameters(reader, member.value, *kind);
  read_arguments(reader, member.value, *kind, rule.arguments);
}

}  // namespace ripcord::scenario
