#include "harness/scenario/expectation.hpp"
#include "harness/scenario/field_reader.hpp"
#include "harness/scenario/node_text.hpp"
#include "harness/scenario/planned_words.hpp"
#include "harness/scenario/tables.hpp"
#include "transports/base/quantity.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <string>
#include <string_view>
#include <utility>

namespace ripcord::scenario {
namespace {

using Value = decltype(Expected::value);

constexpr std::array<std::string_view, 5> outcome_words{
    "completed", "failed", "hung", "crashed", "refused"};
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

constexpr Type an_error{
    .form = Form::special, .doc = "error number or name", .schema = error_schema};

// -- Values: each is none, after an error, where the node is not one ------------------------------

std::optional<Value> read_word(FieldReader& reader, const Node& node, const Field& self) {
  if (!reader.read_value(node, self.key, self.type)) return std::nullopt;
  if (!reader.check_text(node.text, node.place, self.type.rule)) return std::nullopt;
  return Value(node.text);
}

std::optional<Value> read_outcome(FieldReader& reader, const Node& node, const Field& self) {
  if (!reader.read_value(node, self.key, self.type)) return std::nullopt;
  const auto word = std::ranges::find(outcome_words, node.text);
  return Value(static_cast<Outcome>(word - outcome_words.begin()));
}

std::optional<Value> read_error(FieldReader& reader, const Node& node, const Field&) {
  if (node.is_scalar()) {
    const auto number = parse_integer(node.text);
    if (number && *number >= 0 && *number <= std::numeric_limits<std::uint32_t>::max()) {
      return ErrorValue{.text = node.text, .number = static_cast<std::uint32_t>(*number)};
    }
    std::vector<std::string_view> names;
    for (const ErrorWord& word : reader.vocabulary().errors) {
      if (word.name == node.text) return ErrorValue{.text = node.text, .number = word.number};
      names.push_back(word.name);
    }
    reader.error(node.place, "unknown error `" + node.text + "`", did_you_mean(node.text, names));
    return std::nullopt;
  }
  reader.error(node.place, "`error` must be a number or a name, not " + described(node));
  return std::nullopt;
}

std::optional<Value> read_bounds(FieldReader& reader, const Node& node, const Field& self) {
  shim::Range range{.low = 0};
  const std::size_t errors_before = reader.errors();
  const Type bound = integer_of(0, std::numeric_limits<std::int64_t>::max());
  for (const Member& member : node.members) {
    if (member.key != "min" && member.key != "max") {
      reader.error(member.place,
                   "unknown key `" + member.key + "` in " + std::string(self.key),
                   "a count has min and max");
    } else if (const auto value = reader.read_value(member.value, member.key, bound)) {
      (member.key == "min" ? range.low : range.high) = std::get<std::int64_t>(*value);
    }
  }
  if (reader.errors() != errors_before) return std::nullopt;
  if (range.low > range.high) {
    reader.error(node.place, "`min` is more than `max`");
    return std::nullopt;
  }
  return Value(range);
}

std::optional<Value> read_count(FieldReader& reader, const Node& node, const Field& self) {
  if (node.is_mapping()) return read_bounds(reader, node, self);
  const auto value = reader.read_value(node, self.key, self.type);
  if (!value) return std::nullopt;
  return Value(std::get<shim::Range>(*value));
}

std::optional<Value> read_within(FieldReader& reader, const Node& node, const Field& self) {
  const auto value = reader.read_value(node, self.key, self.type);
  if (!value) return std::nullopt;
  return Value(std::get<Duration>(*value));
}

std::optional<Value> read_violates(FieldReader& reader, const Node& node, const Field& self) {
  shim::Names names;
  const std::size_t errors_before = reader.errors();
  for (const Node* item : reader.scalars(node, self.key, self.type)) {
    check_word(reader,
               {item->text, item->place, "oracle"},
               reader.vocabulary().oracles,
               planned_oracles());
    names.words.push_back(item->text);
  }
  if (reader.errors() != errors_before) return std::nullopt;
  return Value(std::move(names));
}

// -- Fields ---------------------------------------------------------------------------------------

/// A line of an expectation, whose value `Read` reads.
template <auto Read, typename Object>
constexpr Field expected(const FieldWords& words) {
  return {.key = words.key,
          .type = words.type,
          .fallback = words.fallback,
          .doc = words.doc,
          .presence = words.presence,
          .read = [](FieldReader& reader, Node& node, const Field& self, void* object) {
            std::optional<Value> value = Read(reader, node, self);
            if (!value) return;
            static_cast<Object*>(object)->fields.push_back({.field = std::string(self.key),
                                                            .text = flow_text(node),
                                                            .line = node.place.line,
                                                            .value = std::move(*value)});
          }};
}

void read_violated(FieldReader& reader, Node& node, const Field& self, Expectation& out) {
  const std::optional<Value> value = read_violates(reader, node, self);
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
constexpr FieldWords lookup_handles_field{
    .key = "lookup_handles", .type = a_count, .doc = "Lookup handles still open in the end."};

constexpr std::array run_fields{
    expected<&read_outcome, Expectation>(outcome_field),
    expected<&read_word, Expectation>(file_field),
    expected<&read_word, Expectation>(operation_field),
    expected<&read_error, Expectation>(error_field),
    expected<&read_count, Expectation>(event_field),
    expected<&read_word, Expectation>(files_field),
    expected<&read_within, Expectation>(within_field),
    expected<&read_count, Expectation>(calls_field),
    expected<&read_count, Expectation>(retries_field),
    expected<&read_count, Expectation>(reconnects_field),
    expected<&read_count, Expectation>(mapper_queries_field),
    expected<&read_count, Expectation>(lookup_handles_field),
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

constexpr std::array step_fields{
    expected<&read_outcome, ExpectedOf>(outcome_field),
    expected<&read_word, ExpectedOf>(file_field),
    expected<&read_word, ExpectedOf>(operation_field),
    expected<&read_error, ExpectedOf>(error_field),
    expected<&read_count, ExpectedOf>(event_field),
    expected<&read_word, ExpectedOf>(files_field),
    expected<&read_within, ExpectedOf>(within_field),
};

constexpr std::array client_fields{
    expected<&read_outcome, ExpectedOf>(outcome_field),
    expected<&read_word, ExpectedOf>(file_field),
    expected<&read_word, ExpectedOf>(operation_field),
    expected<&read_error, ExpectedOf>(error_field),
    expected<&read_count, ExpectedOf>(event_field),
    expected<&read_word, ExpectedOf>(files_field),
    expected<&read_count, ExpectedOf>(calls_field),
    expected<&read_count, ExpectedOf>(retries_field),
    expected<&read_count, ExpectedOf>(reconnects_field),
    expected<&read_count, ExpectedOf>(mapper_queries_field),
};

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
