#include "harness/scenario/step_reader.hpp"

#include "harness/scenario/field_reader.hpp"
#include "harness/scenario/planned_words.hpp"
#include "harness/scenario/tables.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace ripcord::scenario {
namespace {

using Action = decltype(Step::action);

template <typename... Alternatives>
struct ActionMaker {
  /// An empty action of the kind with that index; kinds stand in the order of the alternatives.
  static Action make(std::size_t index) {
    constexpr std::array<Action (*)(), sizeof...(Alternatives)> makers{
        [] { return Action(Alternatives{}); }...};
    return makers[index]();
  }
};

template <typename... Alternatives>
ActionMaker<Alternatives...> maker_of(const std::variant<Alternatives...>*);

/// Index of the kind called `word`; the number of kinds if there is none.
std::size_t kind_index(std::string_view word) {
  const auto kinds = step_kinds();
  return static_cast<std::size_t>(std::ranges::find(kinds, word, &StepKind::word) - kinds.begin());
}

/// `sleep: 5s` and `parallel: [...]` as `sleep: { for: 5s }` and `parallel: { do: [...] }`.
void write_out(Member& member) {
  Node& value = member.value;
  std::string_view key;
  if (member.key == "sleep" && value.is_scalar()) key = "for";
  if (member.key == "parallel" && value.is_list()) key = "do";
  if (key.empty()) return;
  Node whole = Node::mapping(value.place);
  whole.members.push_back(
      {.key = std::string(key), .place = value.place, .value = std::move(value)});
  value = std::move(whole);
}

void refuse_kind(FieldReader& reader, const Member& member) {
  std::vector<std::string_view> words;
  for (const StepKind& kind : step_kinds()) words.push_back(kind.word);
  reader.error(member.place, "unknown step `" + member.key + "`", did_you_mean(member.key, words));
}

bool is_built(const FieldReader& reader, std::string_view word) {
  const auto& steps = reader.vocabulary().steps;
  return std::ranges::find(steps, word) != steps.end();
}

void read_step(FieldReader& reader, Node& node, Step& step) {
  if (!node.is_mapping() || node.members.size() != 1) {
    reader.error(
        node.place,
        "a step must be one kind with its keys, such as sleep: { for: 5s }, not " +
            (node.is_mapping() ? std::to_string(node.members.size()) + " keys" : described(node)));
    return;
  }
  Member& member = node.members.front();
  const std::size_t index = kind_index(member.key);
  if (index == step_kinds().size()) {
    refuse_kind(reader, member);
    return;
  }
  if (!is_built(reader, member.key)) {
    reader.error(member.place, "the step `" + member.key + "` is " + std::string(not_built));
  }
  write_out(member);
  step.line = member.place.line;
  step.action = decltype(maker_of(&step.action))::make(index);
  reader.read_mapping(member.value, *step_kinds()[index].mapping, &step);
}

}  // namespace

std::vector<Step> read_steps(FieldReader& reader, Node& node, const std::string& prefix) {
  std::vector<Step> steps;
  if (!node.is_list()) {
    reader.error(node.place, "steps must be a list, not " + described(node));
    return steps;
  }
  for (Node& item : node.items) {
    Step& step = steps.emplace_back();
    step.id = prefix + std::to_string(steps.size());
    step.line = item.place.line;
    read_step(reader, item, step);
  }
  return steps;
}

}  // namespace ripcord::scenario
