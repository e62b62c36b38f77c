#include "harness/scenario/expectation_values.hpp"

#include "harness/scenario/field_reader.hpp"
#include "harness/scenario/line_pattern.hpp"
#include "harness/scenario/planned_words.hpp"
#include "transports/base/quantity.hpp"

#include <algorithm>
#include <limits>
#include <string>
#include <utility>
#include <vector>

namespace ripcord::scenario {
namespace {

std::optional<ExpectedValue> read_bounds(FieldReader& reader, const Node& node, const Field& self) {
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
  return ExpectedValue(range);
}

/// The part of an expected output that `key` sets; null if it sets none.
std::string* part_of(ExpectedOutput& output, std::string_view key) {
  if (key == "contains") return &output.contains;
  if (key == "matches") return &output.matches;
  return key == "lacks" ? &output.lacks : nullptr;
}

}  // namespace

std::optional<ExpectedValue> read_word(FieldReader& reader, const Node& node, const Field& self) {
  if (!reader.read_value(node, self.key, self.type)) return std::nullopt;
  if (!reader.check_text(node.text, node.place, self.type.rule)) return std::nullopt;
  return ExpectedValue(node.text);
}

std::optional<ExpectedValue> read_outcome(FieldReader& reader,
                                          const Node& node,
                                          const Field& self) {
  if (!reader.read_value(node, self.key, self.type)) return std::nullopt;
  const auto index = std::ranges::find(outcome_words, node.text) - outcome_words.begin();
  return ExpectedValue(static_cast<Outcome>(index));
}

std::optional<ExpectedValue> read_error(FieldReader& reader, const Node& node, const Field&) {
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

std::optional<ExpectedValue> read_count(FieldReader& reader, const Node& node, const Field& self) {
  if (node.is_mapping()) return read_bounds(reader, node, self);
  const auto value = reader.read_value(node, self.key, self.type);
  if (!value) return std::nullopt;
  return ExpectedValue(std::get<shim::Range>(*value));
}

std::optional<ExpectedValue> read_within(FieldReader& reader, const Node& node, const Field& self) {
  const auto value = reader.read_value(node, self.key, self.type);
  if (!value) return std::nullopt;
  return ExpectedValue(std::get<Duration>(*value));
}

std::optional<ExpectedValue> read_duration(FieldReader& reader,
                                           const Node& node,
                                           const Field& self) {
  const auto value = reader.read_value(node, self.key, self.type);
  if (!value) return std::nullopt;
  return ExpectedValue(std::get<shim::DurationRange>(*value));
}

std::optional<ExpectedValue> read_most_bytes(FieldReader& reader,
                                             const Node& node,
                                             const Field& self) {
  const auto value = reader.read_value(node, self.key, self.type);
  if (!value) return std::nullopt;
  const auto bytes = std::get<shim::Size>(*value).bytes;
  return ExpectedValue(shim::Range{.low = 0, .high = static_cast<std::int64_t>(bytes)});
}

std::optional<ExpectedValue> read_output(FieldReader& reader, const Node& node, const Field& self) {
  ExpectedOutput output;
  const std::size_t errors_before = reader.errors();
  if (!node.is_mapping()) {
    if (reader.read_value(node, self.key, any_text)) output.contains = node.text;
    reader.check_text(node.text, node.place, TextRule::any);
  }
  for (const Member& member : node.members) {
    std::string* const part = part_of(output, member.key);
    if (part == nullptr) {
      static constexpr std::array<std::string_view, 3> parts{"contains", "matches", "lacks"};
      reader.error(member.place,
                   "unknown key `" + member.key + "` in " + std::string(self.key),
                   did_you_mean(member.key, parts));
      continue;
    }
    if (!reader.read_value(member.value, member.key, any_text)) continue;
    *part = member.value.text;
    if (member.key == "contains" || LinePattern::parse(*part)) continue;
    reader.error(
        member.value.place,
        "`" + member.key + "` must be a regular expression, not " + described(member.value));
  }
  const bool is_sound = reader.errors() == errors_before;
  if (is_sound && output == ExpectedOutput{})
    reader.error(node.place, "`" + std::string(self.key) + "` expects nothing");
  if (reader.errors() != errors_before) return std::nullopt;
  return ExpectedValue(std::move(output));
}

std::optional<ExpectedValue> read_violates(FieldReader& reader,
                                           const Node& node,
                                           const Field& self) {
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
  return ExpectedValue(std::move(names));
}

}  // namespace ripcord::scenario
