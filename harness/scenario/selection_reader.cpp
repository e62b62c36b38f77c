#include "harness/scenario/selection_reader.hpp"

#include "harness/scenario/field_reader.hpp"
#include "harness/scenario/planned_words.hpp"
#include "harness/scenario/tables.hpp"
#include "harness/scenario/value_reader.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace ripcord::scenario {
namespace {

/// Keys that describe a unit on the wire, so that no happening has them.
constexpr std::array<std::string_view, 8> unit_keys{"direction",
                                                    "pdu",
                                                    "fragment",
                                                    "offset",
                                                    "stub_offset",
                                                    "call_offset",
                                                    "stream_offset",
                                                    "fields"};

const Field* counting_field(std::string_view key) {
  const auto fields = selection_mapping.fields;
  const auto found = std::ranges::find(fields, key, &Field::key);
  return found == fields.end() ? nullptr : &*found;
}

void refuse_key(FieldReader& reader, const Member& member) {
  std::vector<std::string_view> built;
  for (const Field& field : selection_mapping.fields) built.push_back(field.key);
  for (const shim::Parameter& trigger : reader.vocabulary().triggers) built.push_back(trigger.name);
  built.insert(built.end(), {"any", "not"});
  check_word(reader, {member.key, member.place, "key"}, built, planned_triggers());
}

/// Whether the words of a value exist, where this build has a list of them.
void check_words(FieldReader& reader, const Member& member) {
  const Vocabulary& vocabulary = reader.vocabulary();
  const auto check_all = [&](std::string_view noun, std::span<const std::string_view> words) {
    for (const Node& item : member.value.items) {
      check_word(reader, {item.text, item.place, noun}, words, {});
    }
    if (member.value.is_scalar()) {
      check_word(reader, {member.value.text, member.value.place, noun}, words, {});
    }
    for (const Member& field : member.value.members) {
      check_word(reader, {field.key, field.place, noun}, words, {});
    }
  };
  if (member.key == "pdu") check_all("PDU", vocabulary.pdus);
  if (member.key == "event") check_all("event", vocabulary.events);
  if (member.key == "fields") check_all("field", vocabulary.fields);
}

class SelectionReader {
 public:
  SelectionReader(FieldReader& reader, shim::Counting* counting)
      : reader_(reader), counting_(counting) {}

  void read(Node& node, shim::Selection& selection) {
    if (!node.is_mapping()) {
      reader_.error(node.place, "`when` must be a mapping, not " + described(node));
      return;
    }
    for (const Member& member : node.members) {
      if (!is_known(member.key)) refuse_key(reader_, member);
    }
    std::vector<Member> ordered;
    read_conditions(node, selection, ordered);
    read_alternatives(node, selection, ordered);
    read_counting(node, ordered);
    node.members = std::move(ordered);
  }

 private:
  [[nodiscard]] bool is_known(std::string_view key) const {
    const auto& triggers = reader_.vocabulary().triggers;
    return key == "any" || key == "not" || counting_field(key) != nullptr ||
           std::ranges::find(triggers, key, &shim::Parameter::name) != triggers.end();
  }

  void read_conditions(Node& node, shim::Selection& selection, std::vector<Member>& ordered) {
    for (const shim::Parameter& trigger : reader_.vocabulary().triggers) {
      Member* member = node.find(trigger.name);
      if (member == nullptr) continue;
      if (auto value = read_argument(reader_, member->value, trigger)) {
        selection.conditions.push_back({.key = member->key, .value = std::move(*value)});
        check_words(reader_, *member);
      }
      ordered.push_back(std::move(*member));
    }
  }

  void read_alternatives(Node& node, shim::Selection& selection, std::vector<Member>& ordered) {
    for (const std::string_view key : {"any", "not"}) {
      Member* member = node.find(key);
      if (member == nullptr) continue;
      std::vector<shim::Selection>& into = key == "any" ? selection.any : selection.none;
      Node& value = member->value;
      if (value.is_list()) {
        for (Node& item : value.items) inner().read(item, into.emplace_back());
      } else if (key == "not") {
        inner().read(value, into.emplace_back());
      } else {
        reader_.error(value.place, "`any` must be a list of mappings, not " + described(value));
      }
      ordered.push_back(std::move(*member));
    }
  }

  void read_counting(Node& node, std::vector<Member>& ordered) {
    for (const Field& field : selection_mapping.fields) {
      Member* member = node.find(field.key);
      if (member != nullptr && counting_ == nullptr) {
        reader_.error(member->place,
                      "`" + member->key +
                          "` counts what the whole `when` selects; it cannot stand "
                          "in `any` or `not`");
      }
      if (counting_ == nullptr) continue;
      if (member != nullptr) {
        field.read(reader_, member->value, field, counting_);
        ordered.push_back(std::move(*member));
      } else if (!field.fallback.empty()) {
        Node fallback = Node::scalar(std::string(field.fallback), node.place);
        ordered.push_back({std::string(field.key), node.place, std::move(fallback)});
      }
    }
  }

  [[nodiscard]] SelectionReader inner() const { return {reader_, nullptr}; }

  FieldReader& reader_;
  /// Null inside `any` and `not`, which count nothing.
  shim::Counting* counting_;
};

}  // namespace

void read_selection(FieldReader& reader, Node& node, shim::RuleSpec& rule) {
  SelectionReader(reader, &rule.counting).read(node, rule.when);
}

void refuse_fault_without_unit(FieldReader& reader, const Node& node, const shim::RuleSpec& rule) {
  const Node& when = node.find("when")->value;
  const Member* event = when.find("event");
  if (event == nullptr) return;
  const auto& faults = reader.vocabulary().faults;
  if (std::ranges::find(faults, rule.kind, &shim::Kind::name) != faults.end()) {
    reader.error(event->place,
                 "the fault `" + rule.kind +
                     "` harms a unit on the wire, but `event` selects a "
                     "happening",
                 "select a unit (pdu, operation, ...), with `after:` a rule of that event if need "
                 "be");
    return;
  }
  for (const std::string_view key : unit_keys) {
    if (const Member* member = when.find(key)) {
      reader.error(member->place,
                   "`" + member->key + "` describes a unit on the wire; no happening has it",
                   "remove it or `event`");
    }
  }
}

}  // namespace ripcord::scenario
