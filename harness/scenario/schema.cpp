#include "harness/scenario/schema.hpp"

#include "harness/scenario/tables.hpp"
#include "transports/base/assert.hpp"

#include <nlohmann/json.hpp>

#include <limits>
#include <string_view>

namespace ripcord::scenario {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view duration_pattern = R"([0-9]+(\.[0-9]+)?(ns|us|ms|s|m|h))";
constexpr std::string_view size_pattern = R"(^[0-9]+(\.[0-9]+)?(B|KiB|MiB|GiB|kB|MB|GB)?$)";

std::string definition_name(std::string_view name) {
  std::string word(name);
  for (char& c : word) {
    if (c == ' ') c = '_';
  }
  return word;
}

Json reference_to(std::string_view name) {
  return {{"$ref", "#/definitions/" + definition_name(name)}};
}

Json text_schema() { return {{"type", {"string", "number", "boolean"}}}; }

Json bounded(Json schema, const shim::Parameter& parameter) {
  if (parameter.low != std::numeric_limits<std::int64_t>::min()) schema["minimum"] = parameter.low;
  if (parameter.high != std::numeric_limits<std::int64_t>::max()) {
    schema["maximum"] = parameter.high;
  }
  return schema;
}

Json pattern(std::string_view expression) { return {{"type", "string"}, {"pattern", expression}}; }

Json or_list_of(const Json& item) {
  return {{"anyOf", {item, {{"type", "array"}, {"items", item}}}}};
}

Json choice_schema(const shim::Parameter& parameter) {
  Json words = Json::array();
  for (const std::string_view word : parameter.choices) words.push_back(word);
  return {{"enum", std::move(words)}};
}

/// Of what a trigger or kind may be given, or a scalar field.
Json parameter_schema(const shim::Parameter& parameter) {
  const std::string duration(duration_pattern);
  switch (parameter.type) {
    case shim::ValueType::boolean:
      return {{"type", "boolean"}};
    case shim::ValueType::integer:
      return bounded({{"type", "integer"}}, parameter);
    case shim::ValueType::range:
      return bounded({{"type", {"integer", "string"}}}, parameter);
    case shim::ValueType::duration:
      return pattern("^" + duration + "$");
    case shim::ValueType::duration_range:
      return pattern("^" + duration + R"((\.\.)" + duration + ")?$");
    case shim::ValueType::size:
      return bounded({{"type", {"integer", "string"}}, {"pattern", size_pattern}}, parameter);
    case shim::ValueType::probability:
      return {{"type", {"number", "string"}}};
    case shim::ValueType::choice:
      return choice_schema(parameter);
    case shim::ValueType::text:
      return text_schema();
    case shim::ValueType::names:
      return or_list_of(parameter.choices.empty() ? text_schema() : choice_schema(parameter));
    case shim::ValueType::hex:
      return {{"type", {"string", "integer"}}, {"pattern", "^([0-9a-fA-F]{2})*$"}};
    case shim::ValueType::field_values:
      return {{"type", "object"}, {"additionalProperties", {{"type", "integer"}, {"minimum", 0}}}};
    case shim::ValueType::fragment:
      return {{"anyOf",
               {{{"enum", {"first", "middle", "last"}}}, {{"type", "integer"}, {"minimum", 1}}}}};
  }
  RIPCORD_ASSERT(false);
}

class SchemaWriter {
 public:
  explicit SchemaWriter(const Vocabulary& vocabulary) : vocabulary_(vocabulary) {}

  Json write() {
    Json schema{{"$schema", "http://json-schema.org/draft-07/schema#"},
                {"title", "A ripcord scenario, format 1"}};
    schema.update(mapping_schema(scenario_mapping));
    schema["properties"]["format"] = {{"const", 1}};
    allow_variants(schema);
    define(expectation_mapping);
    definitions_["expectation"]["properties"]["transports"] = {
        {"type", "object"}, {"additionalProperties", reference_to("expectation")}};
    define(answer_mapping);
    define(interface_mapping);
    definitions_["when"] = when_schema();
    definitions_["do"] = do_schema();
    definitions_["step"] = step_schema();
    schema["definitions"] = definitions_;
    return schema;
  }

 private:
  Json type_schema(const Type& type) {
    Json schema;
    switch (type.form) {
      case Form::scalar:
        schema = parameter_schema(type.scalar);
        break;
      case Form::names:
        schema = or_list_of(parameter_schema(type.scalar));
        break;
      case Form::mapping:
        schema = define(*type.mapping);
        break;
      case Form::list:
        schema = {{"type", "array"}, {"items", define(*type.mapping)}};
        break;
      case Form::map:
        schema = {{"type", "object"}, {"additionalProperties", define(*type.mapping)}};
        break;
      case Form::special:
        schema = type.schema.empty() ? Json::object() : Json::parse(type.schema);
        break;
    }
    if (type.or_word.empty()) return schema;
    return {{"anyOf", {schema, {{"const", type.or_word}}}}};
  }

  /// Puts the mapping's schema among the definitions and returns a reference to it.
  Json define(const Mapping& mapping) {
    const std::string name = definition_name(mapping.name);
    if (!definitions_.contains(name)) {
      definitions_[name] = Json::object();
      definitions_[name] = mapping_schema(mapping);
    }
    return reference_to(name);
  }

  Json mapping_schema(const Mapping& mapping) {
    Json schema{{"description", mapping.doc}, {"type", "object"}};
    Json required = Json::array();
    schema["properties"] = Json::object();
    for (const Field& field : mapping.fields) {
      Json property = type_schema(field.type);
      // Beside a reference everything else is ignored in draft-07.
      if (property.contains("$ref")) property = {{"allOf", {property}}};
      property["description"] = field.doc;
      if (!field.fallback.empty()) {
        property["description"] =
            std::string(field.doc) + " Default: " + std::string(field.fallback);
      }
      schema["properties"][std::string(field.key)] = std::move(property);
      if (field.presence == Presence::required) required.push_back(field.key);
    }
    if (!required.empty()) schema["required"] = std::move(required);
    schema["additionalProperties"] = false;
    return schema;
  }

  /// A variant gives any keys of a scenario, each as much of it as it changes.
  static void allow_variants(Json& schema) {
    Json keys = Json::object();
    for (const Field& field : scenario_mapping.fields) {
      keys[std::string(field.key)] = Json::object();
    }
    schema["properties"]["variants"]["additionalProperties"] = {
        {"type", "object"}, {"properties", std::move(keys)}, {"additionalProperties", false}};
    schema["required"] = {"format", "name"};
  }

  Json parameters_schema(std::span<const shim::Parameter> parameters) {
    Json schema{
        {"type", "object"}, {"properties", Json::object()}, {"additionalProperties", false}};
    Json required = Json::array();
    for (const shim::Parameter& parameter : parameters) {
      Json property = parameter_schema(parameter);
      property["description"] = parameter.doc;
      schema["properties"][std::string(parameter.name)] = std::move(property);
      if (parameter.required) required.push_back(parameter.name);
    }
    if (!required.empty()) schema["required"] = std::move(required);
    return schema;
  }

  Json when_schema() {
    Json schema = parameters_schema(vocabulary_.triggers);
    for (const Field& field : selection_mapping.fields) {
      Json property = type_schema(field.type);
      property["description"] = field.doc;
      schema["properties"][std::string(field.key)] = std::move(property);
    }
    schema["properties"]["any"] = {{"type", "array"}, {"items", reference_to("when")}};
    schema["properties"]["not"] = or_list_of(reference_to("when"));
    return schema;
  }

  Json do_schema() {
    Json schema = one_key_schema();
    for (const auto* kinds : {&vocabulary_.faults, &vocabulary_.actions}) {
      for (const shim::Kind* kind : *kinds) {
        Json property = parameters_schema(kind->parameters);
        property["description"] = kind->summary;
        schema["properties"][std::string(kind->name)] = std::move(property);
      }
    }
    return schema;
  }

  Json step_schema() {
    Json schema = one_key_schema();
    for (const StepKind& kind : step_kinds()) {
      Json property = mapping_schema(*kind.mapping);
      if (kind.word == "sleep")
        property = {{"anyOf", {parameter_schema(a_duration.scalar), property}}};
      if (kind.word == "parallel") {
        property = {{"anyOf", {{{"type", "array"}, {"items", reference_to("step")}}, property}}};
      }
      schema["properties"][std::string(kind.word)] = std::move(property);
    }
    return schema;
  }

  static Json one_key_schema() {
    return {{"type", "object"},
            {"minProperties", 1},
            {"maxProperties", 1},
            {"properties", Json::object()},
            {"additionalProperties", false}};
  }

  const Vocabulary& vocabulary_;
  Json definitions_ = Json::object();
};

}  // namespace

std::string schema_text(const Vocabulary& vocabulary) {
  return SchemaWriter(vocabulary).write().dump(2) + "\n";
}

}  // namespace ripcord::scenario
