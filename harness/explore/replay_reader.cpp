// Replays as people edit them: read strictly, by a table, as scenarios are.
#include "harness/explore/replay_file.hpp"
#include "harness/scenario/field_reader.hpp"
#include "harness/scenario/kind_reader.hpp"
#include "harness/scenario/yaml_document.hpp"

#include <array>
#include <charconv>
#include <limits>
#include <utility>

namespace ripcord::explore {
namespace {

using scenario::Field;
using scenario::FieldReader;
using scenario::Node;

void read_format(FieldReader& reader, Node& node, const Field&, Replay&) {
  if (node.is_scalar() && node.text == std::to_string(Replay::format)) return;
  reader.error(node.place,
               "this program reads replays of format " + std::to_string(Replay::format) + ", not " +
                   scenario::described(node));
}

/// 16 hexadecimal digits.
std::uint64_t read_hash(FieldReader& reader, const Node& node) {
  std::uint64_t hash = 0;
  const char* const end = node.text.data() + node.text.size();
  const auto [stop, error] = std::from_chars(node.text.data(), end, hash, 16);
  if (!node.is_scalar() || error != std::errc() || stop != end || node.text.size() != 16)
    reader.error(node.place, "a hash is 16 hexadecimal digits, not " + scenario::described(node));
  return hash;
}

void read_digest(FieldReader& reader, Node& node, const Field&, Replay& replay) {
  replay.digest = read_hash(reader, node);
}

void read_trace_hash(FieldReader& reader, Node& node, const Field&, Replay& replay) {
  replay.trace_hash = read_hash(reader, node);
}

void read_at(FieldReader& reader, Node& node, const Field&, Choice& choice) {
  const std::optional<Point> point =
      node.is_scalar() ? parse_point(node.text) : std::optional<Point>();
  if (point) {
    choice.at = *point;
    return;
  }
  reader.error(node.place,
               "`at` must be the name of a point, not " + scenario::described(node),
               "`ripcord explore --list-points` prints those of a scenario");
}

void read_do(FieldReader& reader, Node& node, const Field&, Choice& choice) {
  shim::RuleSpec rule;
  scenario::read_kind(reader, node, rule);
  choice.kind = std::move(rule.kind);
  choice.arguments = std::move(rule.arguments);
}

constexpr std::array<std::string_view, 2> judges_words{"oracles", "everybody"};

constexpr scenario::Type as_it_comes{.form = scenario::Form::special};

constexpr std::array choice_fields{
    scenario::special<&read_at>({.key = "at",
                                 .type = as_it_comes,
                                 .doc = "Where it strikes.",
                                 .presence = scenario::Presence::required}),
    scenario::field<&Choice::nth>(
        {.key = "nth",
         .type = scenario::integer_of(1, std::numeric_limits<std::uint32_t>::max()),
         .doc = "Which of all units like it, for a fault that must know what came before."}),
    scenario::field<&Choice::rule>(
        {.key = "rule", .type = scenario::any_text, .doc = "The scenario's rule that struck so."}),
    scenario::special<&read_do>({.key = "do",
                                 .type = as_it_comes,
                                 .doc = "One fault or action.",
                                 .presence = scenario::Presence::required}),
};

constexpr scenario::Mapping choice_mapping{
    .name = "choice", .doc = "One fault at one point.", .fields = choice_fields};

void read_choices(FieldReader& reader, Node& node, const Field& field, Replay& replay) {
  if (node.items.size() > choices_max) {
    reader.error(node.place, "at most " + std::to_string(choices_max) + " choices");
    return;
  }
  reader.read(node, field, replay.choices);
}

constexpr std::array expected_fields{
    scenario::field<&Replay::oracle>({.key = "oracle", .type = scenario::any_text}),
    scenario::field<&Replay::signature>({.key = "signature", .type = scenario::any_text}),
    scenario::field<&Replay::flaw>({.key = "flaw", .type = scenario::any_text}),
    scenario::special<&read_trace_hash>({.key = "trace_hash", .type = as_it_comes}),
    scenario::field<&Replay::marks>(
        {.key = "marks", .type = scenario::scalar_of(shim::ValueType::hex)}),
};

constexpr scenario::Mapping expected_mapping{
    .name = "expected", .doc = "How the run ended.", .fields = expected_fields};

void read_expected(FieldReader& reader, Node& node, const Field&, Replay& replay) {
  reader.read_mapping(node, expected_mapping, &replay);
}

constexpr std::array replay_fields{
    scenario::special<&read_format>(
        {.key = "format", .type = as_it_comes, .presence = scenario::Presence::required}),
    scenario::field<&Replay::ripcord>({.key = "ripcord", .type = scenario::any_text}),
    scenario::field<&Replay::scenario>(
        {.key = "scenario", .type = scenario::any_text, .presence = scenario::Presence::required}),
    scenario::special<&read_digest>({.key = "digest", .type = as_it_comes}),
    scenario::field<&Replay::variant>({.key = "variant", .type = scenario::any_text}),
    scenario::field<&Replay::against>({.key = "against", .type = scenario::any_text}),
    scenario::field<&Replay::settings>({.key = "settings", .type = scenario::some_texts}),
    scenario::field<&Replay::transport>({.key = "transport", .type = scenario::any_text}),
    scenario::field<&Replay::seed>(
        {.key = "seed", .type = scenario::integer_of(0, std::numeric_limits<std::int64_t>::max())}),
    scenario::field<&Replay::judges>({.key = "judges", .type = scenario::choice_of(judges_words)}),
    scenario::special<&read_choices>(
        {.key = "choices",
         .type = scenario::table_of(scenario::Form::list, choice_mapping),
         .presence = scenario::Presence::required}),
    scenario::special<&read_expected>({.key = "expected", .type = as_it_comes}),
};

constexpr scenario::Mapping replay_mapping{
    .name = "replay", .doc = "One run as an explicit list.", .fields = replay_fields};

}  // namespace

boost::system::result<Replay, scenario::Diagnostics> read_replay(
    const scenario::SourceText& file, const scenario::Vocabulary& vocabulary) {
  scenario::Diagnostics diagnostics;
  scenario::Sources sources;
  const std::uint32_t source = sources.add(file);
  Node tree = scenario::parse_yaml(sources, source, diagnostics);
  Replay replay;
  FieldReader reader(sources, vocabulary, scenario::Demand::whole, diagnostics);
  if (diagnostics.empty()) reader.read_mapping(tree, replay_mapping, &replay);
  if (!diagnostics.empty()) return diagnostics;
  return replay;
}

}  // namespace ripcord::explore
