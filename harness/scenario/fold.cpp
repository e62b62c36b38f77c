#include "harness/scenario/fold.hpp"

#include "harness/scenario/overlay.hpp"
#include "harness/scenario/planned_words.hpp"
#include "harness/scenario/tables.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace ripcord::scenario {
namespace {

void check_block_names(FieldReader& reader, const Node& expect, const ExpectChoice& choice) {
  std::vector<std::string_view> words{"all"};
  words.insert(words.end(), choice.variants.begin(), choice.variants.end());
  for (const Member& block : expect.members) {
    const auto fields = expectation_mapping.fields;
    const bool is_key = std::ranges::find(fields, block.key, &Field::key) != fields.end();
    if (is_key && std::ranges::find(choice.variants, block.key) != choice.variants.end()) {
      reader.error(block.place,
                   "the variant `" + block.key + "` is called what a key of expect is called",
                   "give the variant another name");
    } else if (is_key) {
      reader.error(block.place,
                   "`" + block.key + "` stands in no block of expect",
                   "write all: { " + block.key + ": ... }, or a variant's name for all");
    } else {
      check_word(reader, {block.key, block.place, "variant"}, words, {});
    }
  }
}

/// Lays what differs on the transport over `block`.
void fold_transports(FieldReader& reader, Node& block, std::string_view transport) {
  Member* member = block.find("transports");
  if (member == nullptr) return;
  const Node differences = std::move(member->value);
  std::erase_if(block.members, [](const Member& m) { return m.key == "transports"; });
  if (!differences.is_mapping()) {
    reader.error(differences.place,
                 "`transports` must be a mapping of transports to expectations, not " +
                     described(differences));
    return;
  }
  for (const Member& difference : differences.members) {
    check_word(reader, {difference.key, difference.place, "transport"}, planned_transports(), {});
    if (difference.key == transport) overlay(block, difference.value);
  }
}

}  // namespace

void drop_rival(Node& scenario, std::string_view key) {
  if (key != "seed" && key != "seeds") return;
  const std::string_view rival = key == "seed" ? "seeds" : "seed";
  std::erase_if(scenario.members, [&](const Member& member) { return member.key == rival; });
}

void add_seed(Node& scenario) {
  if (scenario.find("seed") != nullptr || scenario.find("seeds") != nullptr) return;
  scenario.members.push_back(
      {.key = "seed", .place = scenario.place, .value = Node::scalar("1", scenario.place)});
}

void lay_scenario(Node& below, const Node& above) {
  for (const Member& member : above.members) drop_rival(below, member.key);
  overlay(below, above);
}

void fold_expectations(FieldReader& reader, Node& scenario, const ExpectChoice& choice) {
  Member* expect = scenario.find("expect");
  if (expect == nullptr || !expect->value.is_mapping()) return;
  check_block_names(reader, expect->value, choice);
  Member all{.key = "all", .place = expect->place, .value = Node::mapping(expect->place)};
  for (const std::string_view name : {std::string_view("all"), choice.variant}) {
    const Member* block = expect->value.find(name);
    if (block == nullptr) continue;
    all.place = block->place;
    overlay(all.value, block->value);
    all.value.place = block->place;
  }
  fold_transports(reader, all.value, choice.transport);
  expect->value.members.clear();
  expect->value.members.push_back(std::move(all));
}

}  // namespace ripcord::scenario
