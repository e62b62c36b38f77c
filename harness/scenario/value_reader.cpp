#include "harness/scenario/value_reader.hpp"

#include "harness/scenario/field_reader.hpp"

#include <string>

namespace ripcord::scenario {
namespace {

std::optional<shim::Value> read_names(FieldReader& reader,
                                      const Node& node,
                                      const shim::Parameter& parameter) {
  shim::Parameter word = parameter;
  word.type = parameter.choices.empty() ? shim::ValueType::text : shim::ValueType::choice;
  const std::size_t errors_before = reader.errors();
  shim::Names names;
  for (const Node* item : reader.scalars(node, parameter.name, {.scalar = word})) {
    names.words.push_back(item->text);
  }
  if (reader.errors() != errors_before) return std::nullopt;
  return names;
}

std::optional<shim::Value> read_field_values(FieldReader& reader,
                                             const Node& node,
                                             const shim::Parameter& parameter) {
  if (!node.is_mapping()) {
    reader.error(node.place,
                 "`" + std::string(parameter.name) +
                     "` must be a mapping of fields to numbers, such as { status: 0x1c010003 }, "
                     "not " +
                     described(node));
    return std::nullopt;
  }
  const std::size_t errors_before = reader.errors();
  shim::FieldValues values;
  for (const Member& member : node.members) {
    const Type number = integer_of(0, std::numeric_limits<std::int64_t>::max());
    const auto value = reader.read_value(member.value, member.key, number);
    if (!value) continue;
    values.fields.push_back(
        {.name = member.key, .value = static_cast<std::uint64_t>(std::get<std::int64_t>(*value))});
  }
  if (reader.errors() != errors_before) return std::nullopt;
  return values;
}

}  // namespace

std::optional<shim::Value> read_argument(FieldReader& reader,
                                         const Node& node,
                                         const shim::Parameter& parameter) {
  if (parameter.type == shim::ValueType::names) return read_names(reader, node, parameter);
  if (parameter.type == shim::ValueType::field_values) {
    return read_field_values(reader, node, parameter);
  }
  return reader.read_value(node, parameter.name, {.scalar = parameter});
}

}  // namespace ripcord::scenario
