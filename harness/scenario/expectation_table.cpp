#include "harness/scenario/expectation.hpp"
#include "harness/scenario/expectation_values.hpp"
#include "harness/scenario/field_reader.hpp"
#include "harness/scenario/node_text.hpp"
#include "harness/scenario/tables.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace ripcord::scenario {
namespace {

constexpr std::array<std::string_view, 3> file_states{"intact", "damaged", "missing"};

constexpr std::string_view count_schema =
    R"({"anyOf": [{"type": ["integer", "string"]}, {"type": "object", )"
    R"("properties": {"min": {"type": "integer"}, "max": {"type": "integer"}}, "additionalProperties": false}]})";
constexpr std::string_view error_schema = R"({"type": ["integer", "string"]})";
constexpr Type a_count{.form = Form::special,
                       .scalar = {.type = shim::ValueType::range, .low = 0},
                       .doc = "count: `2`, `1..3`, `2..`, `{ min: 1, max: 3 }`",
                       .schema = count_schema};
constexpr Type dotted_to(const Mapping& mapping) {
  return {.form = Form::map, .rule = TextRule::dotted, .mapping = &mapping};
}

constexpr std::string_view output_schema =
    R"({"anyOf": [{"type": "string"}, {"type": "object", "minProperties": 1, "properties": )"
    R"({"contains": {"type": "string"}, "matches": {"type": "string"}, "lacks": {"type": "string"}}, )"
    R"("additionalProperties": false}]})";
constexpr Type an_output{.form = Form::special,
                         .doc = "text, or `{ contains: text, matches: regex, lacks: regex }`",
                         .schema = output_schema};

constexpr Type an_error{
    .form = Form::special, .doc = "error number or name", .schema = error_schema};

// -- Fields ---------------------------------------------------------------------------------------

/// A line of an expectation, whose value `reading` reads.
template <auto reading, typename Object>
constexpr Field expected(const FieldWords& words) {
  return {.key = words.key,
          .type = words.type,
          .fallback = words.fallback,
          .doc = words.doc,
          .presence = words.presence,
          .read = [](FieldReader& reader, Node& node, const Field& self, void* object) {
            std::optional<ExpectedValue> value = reading(reader, node, self);
            if (!value) return;
            static_cast<Object*>(object)->fields.push_back({.field = std::string(self.key),
                                                            .text = flow_text(node),
                                                            .line = node.place.line,
                                                            .value = std::move(*value)});
          }};
}

template <std::size_t... sizes>
constexpr auto joined(const std::array<Field, sizes>&... parts) {
  std::array<Field, (sizes + ...)> all;
  auto end = all.begin();
  ((end = std::copy(parts.begin(), parts.end(), end)), ...);
  return all;
}

void read_violated(FieldReader& reader, Node& node, const Field& self, Expectation& out) {
  const std::optional<ExpectedValue> value = read_violates(reader, node, self);
  if (!value) return;
  out.violates = std::get<shim::Names>(*value).words;
  out.fields.push_back({.field = std::string(self.key),
                        .text = flow_text(node),
                        .line = node.place.line,
                        .value = *value});
}

constexpr FieldWords outcome_field{
    .key = "outcome", .type = choice_of(outcome_words), .doc = "How it ended."};
constexpr FieldWords file_field{
    .key = "file", .type = any_text, .doc = "The file that was being read when it ended."};
constexpr FieldWords operation_field{
    .key = "operation", .type = any_text, .doc = "The operation that failed."};
constexpr FieldWords error_field{
    .key = "error", .type = an_error, .doc = "The error that the client reported."};
constexpr FieldWords event_field{
    .key = "event", .type = a_count, .doc = "The number of the event that the client logged."};
constexpr FieldWords files_field{
    .key = "files",
    .type = choice_of(file_states),
    .doc =
        "`intact`: every file arrived byte for byte; `damaged`: one did not; `missing`: one "
        "never arrived."};
constexpr FieldWords within_field{.key = "within",
                                  .type = a_duration,
                                  .doc =
                                      "At most this long: virtual time in sim, else on the "
                                      "wall."};
constexpr FieldWords calls_field{.key = "calls", .type = a_count, .doc = "Calls that were begun."};
constexpr FieldWords retries_field{
    .key = "retries", .type = a_count, .doc = "Steps that were tried again."};
constexpr FieldWords reconnects_field{
    .key = "reconnects", .type = a_count, .doc = "Connections made in place of a lost one."};
constexpr FieldWords mapper_queries_field{
    .key = "mapper_queries", .type = a_count, .doc = "Questions to the endpoint mapper."};
constexpr FieldWords exit_code_field{
    .key = "exit_code", .type = a_count, .doc = "The exit code of a foreign client."};
constexpr FieldWords output_field{
    .key = "output",
    .type = an_output,
    .doc = "What a foreign client wrote, on either stream, line by line. A text is `contains`."};
constexpr FieldWords stdout_field{
    .key = "stdout", .type = an_output, .doc = "The same of its standard output alone."};
constexpr FieldWords stderr_field{
    .key = "stderr", .type = an_output, .doc = "The same of its standard error alone."};
constexpr FieldWords duration_field{.key = "duration",
                                    .type = scalar_of(shim::ValueType::duration_range),
                                    .doc = "How long a foreign client ran, on the wall: `1s..3s`."};
constexpr FieldWords cpu_field{
    .key = "cpu",
    .type = a_duration,
    .doc = "The CPU time of a foreign client and all that it started, at most."};
constexpr FieldWords peak_memory_field{
    .key = "peak_memory",
    .type = size_of(1, std::int64_t{1} << 50),
    .doc =
        "The memory of a foreign client at its peak, at most. The kernel counts from the fork "
        "on: it is never less than what ripcord itself held then, a few MiB."};
constexpr FieldWords answers_field{
    .key = "answers", .type = a_count, .doc = "Calls of a load that had their right answer."};
constexpr FieldWords failures_field{
    .key = "failures", .type = a_count, .doc = "Calls of a load that had none."};
constexpr FieldWords calls_per_s_field{.key = "calls_per_s",
                                       .type = a_count,
                                       .doc = "Answers of a load in a second: `{ min: 1000 }`."};
constexpr FieldWords p50_field{
    .key = "p50",
    .type = a_duration,
    .doc =
        "At most this long took half of a load's answers: of an open loop from when calls were "
        "to begin, of a closed one from when they did; virtual time in sim."};
constexpr FieldWords p90_field{.key = "p90", .type = a_duration, .doc = "Nine of ten."};
constexpr FieldWords p99_field{.key = "p99", .type = a_duration, .doc = "99 of a hundred."};
constexpr FieldWords p99_9_field{.key = "p99_9", .type = a_duration, .doc = "999 of a thousand."};
constexpr FieldWords max_field{.key = "max", .type = a_duration, .doc = "All."};
constexpr FieldWords lookup_handles_field{
    .key = "lookup_handles", .type = a_count, .doc = "Lookup handles still open in the end."};

// What runs, steps and clients are judged by alike: their end, their effort, and the programs of
// others that they ran.
template <typename Object>
constexpr std::array end_fields{
    expected<&read_outcome, Object>(outcome_field),
    expected<&read_word, Object>(file_field),
    expected<&read_word, Object>(operation_field),
    expected<&read_error, Object>(error_field),
    expected<&read_count, Object>(event_field),
    expected<&read_word, Object>(files_field),
};
template <typename Object>
constexpr std::array within_fields{expected<&read_within, Object>(within_field)};
template <typename Object>
constexpr std::array effort_fields{
    expected<&read_count, Object>(calls_field),
    expected<&read_count, Object>(retries_field),
    expected<&read_count, Object>(reconnects_field),
    expected<&read_count, Object>(mapper_queries_field),
};
template <typename Object>
constexpr std::array program_fields{
    expected<&read_output, Object>(output_field),
    expected<&read_output, Object>(stdout_field),
    expected<&read_output, Object>(stderr_field),
    expected<&read_count, Object>(exit_code_field),
    expected<&read_duration, Object>(duration_field),
    expected<&read_within, Object>(cpu_field),
    expected<&read_most_bytes, Object>(peak_memory_field),
};

constexpr std::array leftover_fields{expected<&read_count, Expectation>(lookup_handles_field)};
constexpr std::array verdict_fields{
    special<&read_violated>({.key = "violates",
                             .type = some_names,
                             .doc = "The oracles that the run must violate, and no others."}),
    field<&Expectation::steps>({.key = "steps",
                                .type = dotted_to(expected_step_mapping),
                                .doc = "Steps by their ids or numbers."}),
    field<&Expectation::clients>({.key = "clients",
                                  .type = dotted_to(expected_client_mapping),
                                  .doc = "Clients by name; client k of several is `name.k`."}),
    field<&Expectation::rules>(
        {.key = "rules", .type = dotted_to(expected_rule_mapping), .doc = "Rules by id."}),
};

constexpr std::array load_fields{
    expected<&read_count, ExpectedOf>(answers_field),
    expected<&read_count, ExpectedOf>(failures_field),
    expected<&read_count, ExpectedOf>(calls_per_s_field),
    expected<&read_within, ExpectedOf>(p50_field),
    expected<&read_within, ExpectedOf>(p90_field),
    expected<&read_within, ExpectedOf>(p99_field),
    expected<&read_within, ExpectedOf>(p99_9_field),
    expected<&read_within, ExpectedOf>(max_field),
};

constexpr auto run_fields = joined(end_fields<Expectation>,
                                   within_fields<Expectation>,
                                   effort_fields<Expectation>,
                                   leftover_fields,
                                   program_fields<Expectation>,
                                   verdict_fields);
constexpr auto step_fields = joined(
    end_fields<ExpectedOf>, within_fields<ExpectedOf>, load_fields, program_fields<ExpectedOf>);
constexpr auto client_fields =
    joined(end_fields<ExpectedOf>, effort_fields<ExpectedOf>, program_fields<ExpectedOf>);

constexpr std::array rule_fields{
    expected<&read_count, ExpectedOf>(
        {.key = "fired", .type = a_count, .doc = "How often it struck."}),
    expected<&read_count, ExpectedOf>(
        {.key = "matched", .type = a_count, .doc = "How often its other keys matched."}),
};

}  // namespace

constexpr Mapping expectation_mapping{
    .name = "expectation",
    .doc =
        "What a run must show: `all:` for every variant, and a block for each variant by its "
        "name. Beside the keys below, a block takes `transports: { tcp: {...} }` for what "
        "differs there.",
    .fields = run_fields,
};

constexpr Mapping expected_step_mapping{
    .name = "expected step", .doc = "What a step must show.", .fields = step_fields};

constexpr Mapping expected_client_mapping{
    .name = "expected client", .doc = "What a client must show.", .fields = client_fields};

constexpr Mapping expected_rule_mapping{
    .name = "expected rule", .doc = "What a rule must show.", .fields = rule_fields};

}  // namespace ripcord::scenario
