#include "harness/scenario/field_reader.hpp"
#include "harness/scenario/planned_words.hpp"
#include "harness/scenario/scenario.hpp"
#include "harness/scenario/step_reader.hpp"
#include "harness/scenario/tables.hpp"
#include "transports/base/quantity.hpp"

#include <array>
#include <limits>
#include <string>
#include <string_view>

namespace ripcord::scenario {
namespace {

constexpr std::string_view seeds_schema =
    R"({"type": ["integer", "string"], "pattern": "^[0-9]+(\\.\\.[0-9]+)?$"})";
constexpr std::string_view steps_schema =
    R"({"type": "array", "items": {"$ref": "#/definitions/step"}})";
constexpr std::string_view expect_schema =
    R"({"type": "object", "additionalProperties": {"$ref": "#/definitions/expectation"}})";
constexpr std::string_view variants_schema =
    R"({"type": "object", "additionalProperties": {"type": "object"}})";
constexpr std::string_view matrix_schema =
    R"({"type": "object", "additionalProperties": {"type": "array", "minItems": 1}})";

/// Before anything else is read, the format is known to be right.
void read_format(FieldReader&, Node&, const Field&, ResolvedScenario&) {}

void read_seed(FieldReader& reader, Node& node, const Field& self, ResolvedScenario& scenario) {
  reader.read(node, self, scenario.seeds.low);
  scenario.seeds.high = scenario.seeds.low;
}

void read_seeds(FieldReader& reader, Node& node, const Field& self, ResolvedScenario& scenario) {
  const auto value = reader.read_value(node, self.key, self.type);
  if (!value) return;
  const auto& range = std::get<shim::Range>(*value);
  if (range.high == std::numeric_limits<std::int64_t>::max()) {
    reader.error(node.place, "`seeds` must have an end, such as 1..20");
    return;
  }
  scenario.seeds = {.low = static_cast<std::uint64_t>(range.low),
                    .high = static_cast<std::uint64_t>(range.high)};
}

void read_transports(FieldReader& reader,
                     Node& node,
                     const Field& self,
                     ResolvedScenario& scenario) {
  reader.read(node, self, scenario.transports);
  for (const Node* item : reader.scalars(node, self.key, self.type)) {
    // What this build lacks may still be named: another build runs it there.
    check_word(reader, {item->text, item->place, "transport"}, planned_transports(), {});
  }
}

void read_workload(FieldReader& reader, Node& node, const Field&, ResolvedScenario& scenario) {
  scenario.workload = read_steps(reader, node, "");
}

/// The blocks of variants and transports have been folded into `all` before.
void read_expect(FieldReader& reader, Node& node, const Field&, ResolvedScenario& scenario) {
  scenario.expectation.line = node.place.line;
  if (Member* all = node.find("all")) {
    scenario.expectation.line = all->place.line;
    reader.read_mapping(all->value, expectation_mapping, &scenario.expectation);
  }
}

/// Folded in and taken out before the rest is read.
void read_folded(FieldReader&, Node&, const Field&, ResolvedScenario&) {}

constexpr std::array limits_fields{
    field<&Limits::virtual_time>(
        {.key = "virtual",
         .type = a_duration,
         .fallback = "10m",
         .doc = "Time of the run's own clock: virtual in sim, on the wall elsewhere."}),
    field<&Limits::wall_time>({.key = "wall",
                               .type = a_duration,
                               .fallback = "1m",
                               .doc = "Time on the wall, of a run on any transport."}),
    field<&Limits::steps>({.key = "steps",
                           .type = integer_of(1, 1'000'000'000'000),
                           .fallback = "1000000",
                           .doc = "Steps of the peers: how often one of them was resumed."}),
};

constexpr std::array oracle_fields{
    field<&OracleOff::reason>({.key = "off",
                               .type = any_text,
                               .doc = "Why it is not to be judged.",
                               .presence = Presence::required}),
};

constexpr std::array scenario_fields{
    special<&read_format>({.key = "format",
                           .type = integer_of(1, 1),
                           .doc = "Of this file; always 1.",
                           .presence = Presence::required}),
    field<&ResolvedScenario::name>({.key = "name",
                                    .type = a_name,
                                    .doc = "What reports call it.",
                                    .presence = Presence::required}),
    field<&ResolvedScenario::title>(
        {.key = "title", .type = any_text, .doc = "One sentence: what it shows."}),
    field<&ResolvedScenario::reference>(
        {.key = "reference", .type = any_text, .doc = "Where the failure is known from."}),
    field<&ResolvedScenario::tags>(
        {.key = "tags", .type = some_names, .doc = "Words to select it by."}),
    special<&read_seed>({.key = "seed",
                         .type = integer_of(0, std::numeric_limits<std::int64_t>::max()),
                         .doc = "The seed; 1 where neither `seed` nor `seeds` is given."}),
    special<&read_seeds>(
        {.key = "seeds",
         .type = {.form = Form::special,
                  .scalar = {.type = shim::ValueType::range, .low = 0},
                  .doc = "range: `1..20`",
                  .schema = seeds_schema},
         .doc = "Seeds, of which every one must meet the expectations. On `tcp` and `local` the "
                "first only, unless the command line asks for more."}),
    special<&read_transports>(
        {.key = "transports",
         .type = some_names,
         .fallback = "[sim]",
         .doc = "Where it may run: `sim`, `tcp`, `local`; the first is the default."}),
    field<&ResolvedScenario::requirements>(
        {.key = "requires",
         .type = some_names,
         .doc = "Programs and rights that it needs: `impacket`, `samba`, `root`, or any program by "
                "its name (`python3`). It then runs with `--live` or when its own file is named, "
                "and is an error where one is missing. Needed where programs of others are "
                "started; what is only dialled (`connect`) needs no word."}),
    field<&ResolvedScenario::limits>({.key = "limits",
                                      .type = table_of(Form::mapping, limits_mapping),
                                      .fallback = "{}",
                                      .doc = "Passing one is a verdict, never a hang."}),
    field<&ResolvedScenario::interfaces>(
        {.key = "interfaces",
         .type = table_of(Form::list, interface_mapping),
         .fallback = "[]",
         .doc = "Interfaces of your product, so that rules can name their calls."}),
    field<&ResolvedScenario::world>({.key = "world",
                                     .type = table_of(Form::mapping, world_mapping),
                                     .fallback = "{}",
                                     .doc = "Who is there when the run begins."}),
    special<&read_folded>(
        {.key = "variants",
         .type = {.form = Form::special,
                  .doc = "names to any keys of this page",
                  .schema = variants_schema},
         .doc = "Each lays its keys over those of the file: mappings merge, things in lists merge "
                "by `name` or `id`, all else is replaced, `when` and `do` as wholes."}),
    special<&read_folded>(
        {.key = "matrix",
         .type = {.form = Form::special,
                  .doc = "paths to lists of values",
                  .schema = matrix_schema},
         .doc = "Every combination is run. A path is keys with dots between, or one key of a "
                "client, which is then set in every client."}),
    field<&ResolvedScenario::rules>({.key = "faults",
                                     .type = table_of(Form::list, rule_mapping),
                                     .fallback = "[]",
                                     .doc = "The rules, tried in this order."}),
    special<&read_workload>(
        {.key = "workload",
         .type = {.form = Form::special, .doc = "list of steps", .schema = steps_schema},
         .fallback = "[]",
         .doc = "What the clients do, one step after the other."}),
    special<&read_expect>({.key = "expect",
                           .type = {.form = Form::special,
                                    .mapping = &expectation_mapping,
                                    .doc = "`all` and variants to expectations",
                                    .schema = expect_schema},
                           .doc = "What each variant must show: its own block laid over `all`."}),
    field<&ResolvedScenario::oracles_off>(
        {.key = "oracles",
         .type = {.form = Form::map, .rule = TextRule::name, .mapping = &oracle_mapping},
         .doc = "Oracles that are not to be judged."}),
    field<&ResolvedScenario::metrics>(
        {.key = "metrics",
         .type = {.form = Form::map, .rule = TextRule::name, .mapping = &metric_mapping},
         .doc = "Numbers that programs of others write, for `ripcord compare`."}),
};

}  // namespace

constexpr Mapping limits_mapping{
    .name = "limits", .doc = "What no run may pass.", .fields = limits_fields};

constexpr Mapping oracle_mapping{
    .name = "oracle", .doc = "An oracle by its name.", .fields = oracle_fields};

constexpr Mapping scenario_mapping{
    .name = "scenario",
    .doc = "A scenario file, format 1: a strict subset of YAML, in UTF-8, of at most 1 MiB.",
    .fields = scenario_fields,
};

}  // namespace ripcord::scenario
