#include "harness/scenario/command_spec.hpp"
#include "harness/scenario/field_reader.hpp"
#include "harness/scenario/line_pattern.hpp"
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
      variable.value.line = member.value.place.line;
      variable.value.column = member.value.place.column;
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

void read_ready(FieldReader& reader, Node& node, const Field& self, CommandSpec& command) {
  reader.read(node, self, command.ready);
  if (command.ready == "tcp" || LinePattern::parse(command.ready)) return;
  reader.error(node.place,
               "`ready` must be tcp or a regular expression, not " + described(node),
               "a backslash stands before a bracket that is meant as such");
}

constexpr Field command_field = special<&read_command>(
    {.key = "command",
     .type = {.form = Form::special,
              .doc = "list of the program and its arguments",
              .schema = command_schema},
     .doc = "The program and its arguments; `${NAME}` is taken from the environment, "
            "or is one of the names that the run gives. No shell.",
     .presence = Presence::required});
constexpr Field env_field = special<&read_env>(
    {.key = "env",
     .type = {.form = Form::special,
              .doc = "names to texts or `{ from_env: NAME }`",
              .schema = env_schema},
     .doc = "Environment variables to set. What comes by `from_env` is shown as `***` "
            "everywhere."});

// One text for the two kinds of program that are told where to go.
constexpr std::string_view client_doc =
    "Somebody else's client. It is started by each `run` step, in a process group of its own that "
    "never outlives the run. The run tells it, as `${NAME}` in `command` and `env` and as "
    "environment variables: `RIPCORD_HOST` and `RIPCORD_PORT` (`RIPCORD_ENDPOINT` is both), where "
    "it finds the service of its step; `RIPCORD_MAPPER_HOST` and `RIPCORD_MAPPER_PORT`, where it "
    "finds the endpoint mapper; `RIPCORD_FOLDER`, the folder of the scenario file; `RIPCORD_SEED`. "
    "Whatever it sends there passes the rules.";
constexpr std::string_view server_doc =
    "Somebody else's server. It is started before the workload, in a process group of its own, "
    "stays in the foreground, and is ended with the run. The run tells it, as `${NAME}` in "
    "`command` and `env` and as environment variables: `RIPCORD_HOST` and `RIPCORD_PORT` "
    "(`RIPCORD_ENDPOINT` is both), where it is to listen; `RIPCORD_FOLDER`, the folder of the "
    "scenario file; `RIPCORD_SEED`.";

constexpr std::array client_fields{command_field, env_field};
constexpr std::array server_fields{
    command_field,
    env_field,
    special<&read_ready>(
        {.key = "ready",
         .type = any_text,
         .fallback = "tcp",
         .doc = "When the server is up: `tcp` = its port accepts; anything else is a regular "
                "expression that a line of its output matches."}),
    field<&CommandSpec::ready_within>({.key = "ready_within",
                                       .type = a_duration,
                                       .fallback = "10s",
                                       .doc = "How long that may take; a server that is not up by "
                                              "then is an error of the environment."}),
};

}  // namespace

constexpr Mapping client_command_mapping{
    .name = "client program",
    .doc = client_doc,
    .fields = client_fields,
};

constexpr Mapping server_command_mapping{
    .name = "server program",
    .doc = server_doc,
    .fields = server_fields,
};

}  // namespace ripcord::scenario
