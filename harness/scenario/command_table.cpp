#include "harness/scenario/command_spec.hpp"
#include "harness/scenario/field_reader.hpp"
#include "harness/scenario/tables.hpp"
#include "harness/scenario/template_text.hpp"

#include <array>
#include <string>

namespace ripcord::scenario {
namespace {

constexpr std::string_view command_schema =
    R"({"type": "array", "items": {"type": "string"}, "minItems": 1})";
constexpr std::string_view env_schema =
    R"({"type": "object", "additionalProperties": {"anyOf": [{"type": ["string", "number", "boolean"]}, )"
    R"({"type": "object", "properties": {"from_env": {"type": "string"}}, "required": ["from_env"], "additionalProperties": false}]}})";

void read_command(FieldReader& reader, Node& node, const Field&, CommandSpec& command) {
  if (!node.is_list() || node.items.empty()) {
    reader.error(
        node.place,
        "`command` must be a list of the program and its arguments, not " + described(node),
        node.is_scalar() ? "it is no shell line; write [program, argument]" : "");
    return;
  }
  for (const Node& item : node.items) {
    if (const auto text = read_template(reader, item, "command")) command.command.push_back(*text);
  }
}

void read_from_env(FieldReader& reader, const Node& node, EnvironmentSpec& variable) {
  for (const Member& member : node.members) {
    if (member.key != "from_env") {
      reader.error(member.place, "unknown key `" + member.key + "` in env", "write from_env");
    } else if (!member.value.is_scalar() || !is_variable_name(member.value.text)) {
      reader.error(member.value.place, "`from_env` must be the name of an environment variable");
    } else {
      variable.from_env = member.value.text;
    }
  }
  if (node.members.empty()) reader.error(node.place, "`from_env` is missing in env");
}

void read_env(FieldReader& reader, Node& node, const Field&, CommandSpec& command) {
  if (!node.is_mapping()) {
    reader.error(node.place, "`env` must be a mapping of names to texts, not " + described(node));
    return;
  }
  for (const Member& member : node.members) {
    EnvironmentSpec& variable = command.env.emplace_back();
    variable.name = member.key;
    if (!is_variable_name(member.key)) {
      reader.error(member.place, "`" + member.key + "` is no name of an environment variable");
    }
    if (member.value.is_mapping()) {
      read_from_env(reader, member.value, variable);
    } else if (const auto text = read_template(reader, member.value, member.key)) {
      variable.value = *text;
    }
  }
}

constexpr Field command_field = special<&read_command>(
    {.key = "command",
     .type = {.form = Form::special,
              .doc = "list of the program and its arguments",
              .schema = command_schema},
     .doc = "The program and its arguments; `${NAME}` is taken from the environment. No shell.",
     .presence = Presence::required});
constexpr Field env_field = special<&read_env>(
    {.key = "env",
     .type = {.form = Form::special,
              .doc = "names to texts or `{ from_env: NAME }`",
              .schema = env_schema},
     .doc = "Environment variables to set. What comes by `from_env` is shown as `***` "
            "everywhere."});

constexpr std::array client_fields{command_field, env_field};
constexpr std::array server_fields{
    command_field,
    env_field,
    field<&CommandSpec::ready>(
        {.key = "ready",
         .type = any_text,
         .fallback = "tcp",
         .doc = "When the server is up: `tcp` = its port accepts; anything else is a regular "
                "expression that a line of its output matches."}),
};

}  // namespace

constexpr Mapping client_command_mapping{
    .name = "client program",
    .doc = "A foreign client.",
    .fields = client_fields,
};

constexpr Mapping server_command_mapping{
    .name = "server program",
    .doc = "A foreign server.",
    .fields = server_fields,
};

}  // namespace ripcord::scenario
