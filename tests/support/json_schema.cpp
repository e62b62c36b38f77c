#include "tests/support/json_schema.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <regex>

namespace ripcord::test {
namespace {

using nlohmann::json;

class Validator {
 public:
  explicit Validator(const json& root) : root_(root) {}

  void check(const json& schema, const json& value, const std::string& at) {
    check_words(schema, at);
    if (schema.contains("$ref")) {
      check(root_.at(json::json_pointer(schema["$ref"].get<std::string>().substr(1))), value, at);
      return;
    }
    if (schema.contains("type") && !has_type(value, schema["type"])) {
      violations_.push_back(at + ": is no " + schema["type"].dump());
      return;
    }
    check_scalar(schema, value, at);
    if (value.is_object()) check_object(schema, value, at);
    if (value.is_array() && schema.contains("items")) {
      for (std::size_t i = 0; i < value.size(); ++i)
        check(schema["items"], value[i], at + "/" + std::to_string(i));
    }
  }

  std::vector<std::string> take() { return std::move(violations_); }

 private:
  void check_words(const json& schema, const std::string& at) {
    static constexpr std::array known{"$schema",
                                      "$ref",
                                      "title",
                                      "description",
                                      "type",
                                      "const",
                                      "enum",
                                      "properties",
                                      "required",
                                      "additionalProperties",
                                      "items",
                                      "minimum",
                                      "pattern",
                                      "definitions"};
    for (const auto& [word, unused] : schema.items()) {
      if (std::ranges::find(known, word) == known.end())
        violations_.push_back(at + ": schema word " + word);
    }
  }

  static bool has_type(const json& value, const json& type) {
    const auto is = [&](const json& one) { return has_type_called(value, one.get<std::string>()); };
    return type.is_array() ? std::ranges::any_of(type, is) : is(type);
  }

  static bool has_type_called(const json& value, const std::string& type) {
    if (type == "object") return value.is_object();
    if (type == "array") return value.is_array();
    if (type == "string") return value.is_string();
    if (type == "boolean") return value.is_boolean();
    if (type == "number") return value.is_number();
    if (type == "null") return value.is_null();
    return type == "integer" && value.is_number_integer();
  }

  void check_scalar(const json& schema, const json& value, const std::string& at) {
    const auto violate = [&](const std::string& what) {
      violations_.push_back(at + ": " + what + " " + value.dump());
    };
    if (schema.contains("const") && schema["const"] != value) violate("is not the constant:");
    if (schema.contains("enum") &&
        std::ranges::find(schema["enum"], value) == schema["enum"].end()) {
      violate("is none of the words:");
    }
    if (schema.contains("minimum") && value < schema["minimum"]) violate("is too small:");
    if (schema.contains("pattern") &&
        !std::regex_search(value.get<std::string>(),
                           std::regex(schema["pattern"].get<std::string>()))) {
      violate("does not match the pattern:");
    }
  }

  void check_object(const json& schema, const json& value, const std::string& at) {
    const json properties = schema.value("properties", json::object());
    for (const json& name : schema.value("required", json::array())) {
      if (!value.contains(name)) violations_.push_back(at + ": lacks " + name.get<std::string>());
    }
    for (const auto& [name, member] : value.items()) {
      const std::string below = at + "/" + name;
      if (properties.contains(name)) {
        check(properties[name], member, below);
      } else if (schema.contains("additionalProperties")) {
        const json& others = schema["additionalProperties"];
        if (others.is_object()) check(others, member, below);
        if (others == false) violations_.push_back(below + ": is not allowed");
      }
    }
  }

  const json& root_;
  std::vector<std::string> violations_;
};

}  // namespace

std::vector<std::string> schema_violations(std::string_view schema, std::string_view document) {
  const json rules = json::parse(schema, nullptr, false);
  const json value = json::parse(document, nullptr, false);
  if (rules.is_discarded()) return {"the schema is no JSON"};
  if (value.is_discarded()) return {"the document is no JSON"};
  Validator validator(rules);
  validator.check(rules, value, "");
  return validator.take();
}

}  // namespace ripcord::test
