#include "harness/scenario/field_reader.hpp"
#include "harness/scenario/kind_reader.hpp"
#include "harness/scenario/selection_reader.hpp"
#include "harness/scenario/tables.hpp"
#include "transports/shim/rule_spec.hpp"

#include <array>
#include <string_view>

namespace ripcord::scenario {
namespace {

using shim::Counting;
using shim::RuleSpec;

constexpr std::array<std::string_view, 4> per_words{"client", "connection", "association", "run"};

void read_when(FieldReader& reader, Node& node, const Field&, RuleSpec& rule) {
  read_selection(reader, node, rule);
}

void read_do(FieldReader& reader, Node& node, const Field&, RuleSpec& rule) {
  read_kind(reader, node, rule);
}

void finish_rule(FieldReader& reader, Node& node, void* object) {
  refuse_fault_without_unit(reader, node, *static_cast<const RuleSpec*>(object));
}

constexpr std::array counting_fields{
    field<&Counting::nth>(
        {.key = "nth",
         .type = {.scalar = {.type = shim::ValueType::range, .low = 1}},
         .doc = "Fires at these matches of the other keys only, counted from 1: `2`, `2..4`, "
                "`2..`."}),
    field<&Counting::every>({.key = "every",
                             .type = integer_of(1, 1'000'000'000),
                             .doc = "Fires at every k-th match."}),
    field<&Counting::times>({.key = "times",
                             .type = integer_of(1, 1'000'000'000),
                             .doc = "Fires at most so often; at every match where absent."}),
    field<&Counting::per>({.key = "per",
                           .type = choice_of(per_words),
                           .fallback = "client",
                           .doc = "What is counted separately."}),
    field<&Counting::probability>(
        {.key = "probability",
         .type = scalar_of(shim::ValueType::probability),
         .doc = "Fires with this probability, decided by seed, rule and coordinate; 0 is as if "
                "the rule were absent."}),
    field<&Counting::after>(
        {.key = "after", .type = a_name, .doc = "Only once the rule of this id has fired."}),
    field<&Counting::since>(
        {.key = "since",
         .type = a_duration,
         .doc = "Only once so much time has passed since the run began or, with `after`, since "
                "that rule first fired."}),
};

constexpr std::string_view when_schema = R"({"$ref": "#/definitions/when"})";
constexpr std::string_view do_schema = R"({"$ref": "#/definitions/do"})";

constexpr std::array rule_fields{
    field<&RuleSpec::id>({.key = "id",
                          .type = a_name,
                          .doc = "What reports and other rules call it.",
                          .presence = Presence::required}),
    special<&read_when>(
        {.key = "when",
         .type = {.form = Form::special, .doc = "a selection, see below", .schema = when_schema},
         .doc = "Which units or happenings it strikes.",
         .presence = Presence::required}),
    special<&read_do>(
        {.key = "do",
         .type = {.form = Form::special,
                  .doc = "one fault or action with its parameters",
                  .schema = do_schema},
         .doc = "What it does to them: `do: { drop: {} }`. `ripcord faults` lists the kinds.",
         .presence = Presence::required}),
    field<&RuleSpec::optional>({.key = "optional",
                                .type = yes_or_no,
                                .fallback = "false",
                                .doc = "Whether the run passes although it never fired."}),
};

}  // namespace

constexpr Mapping selection_mapping{
    .name = "when",
    .doc = "Keys that count among what the other keys select.",
    .fields = counting_fields,
};

constexpr Mapping rule_mapping{
    .name = "rule",
    .doc = "One selection and one fault or action. Rules are tried in the order of the file.",
    .fields = rule_fields,
    .finish = finish_rule,
};

}  // namespace ripcord::scenario
