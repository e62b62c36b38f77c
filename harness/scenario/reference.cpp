#include "harness/scenario/reference.hpp"

#include "harness/scenario/tables.hpp"
#include "transports/base/assert.hpp"

#include <array>
#include <limits>
#include <string>

namespace ripcord::scenario {
namespace {

constexpr std::string_view introduction = R"(# Scenario files

A scenario is one YAML file: who is there (`world`), what is broken (`faults`), what the clients do (`workload`) and
what must come of it (`expect`). This page is generated from the tables that the reader itself uses.

The YAML is a strict subset. UTF-8, one document, at most 1 MiB and 16 levels; no anchors, aliases, tags, directives or
merge keys. Every value is text until the key it stands behind gives it a type, so `no` and `08` hold no surprises:

| type | written |
| --- | --- |
| boolean | `true`, `false` |
| integer | `5`, `0x1c010003` |
| duration | with its unit: `250ms`, `30s`, `10m`; ns, us, ms, s, m, h |
| size | bytes, or with a unit: `512`, `4KiB`; B, KiB, MiB, GiB, and kB, MB, GB in thousands |
| range | `2`, `2..4`, `2..` |
| probability | `5%`, `0.05` |
| hex | pairs of digits: `05000b03` |
| name | at most 64 letters, digits, `-` and `_` |

An unknown key, a duplicate one and a value of another type are errors; `ripcord check` reports all of them.
`ripcord check --resolved` prints a file with every default filled in, and `ripcord schema` the JSON Schema for editors.

A file lies over the `defaults:` of the `pack.yaml` in its folder (`format`, `name`, `title`, `defaults`), a variant
over the file, a point of the matrix over the variant, and `--set key.path=value` over all. Mappings merge key by key;
lists of things that all have a `name` or `id` merge by it; everything else is replaced, and so are `when` and `do`.
`${NAME}` is taken from the environment in `command`, `connect` and `env`, and nowhere else.

)";

constexpr std::string_view example = R"(format: 1
name: echo-over-a-slow-network
title: Ten echo calls survive a slow network
seeds: 1..5
world:
  network: { latency: 20ms..80ms }
  services:
    - { name: echo-server, interface: echo, endpoint: dynamic }
  clients:
    caller: { kind: echo, call_timeout: 1s }
variants:
  patient: {}
  hasty: { world: { clients: { caller: { retries: 0 } } } }
workload:
  - echo: { client: caller, service: echo-server, size: 4KiB, times: 10 }
expect:
  all: { outcome: completed }
  patient: { within: 5s }
)";

std::string bounds_of(const shim::Parameter& parameter) {
  std::string text;
  if (parameter.low != std::numeric_limits<std::int64_t>::min()) {
    text += " from " + std::to_string(parameter.low);
  }
  if (parameter.high != std::numeric_limits<std::int64_t>::max()) {
    text += " to " + std::to_string(parameter.high);
  }
  return text;
}

std::string words_of(const shim::Parameter& parameter) {
  std::string text;
  for (const std::string_view word : parameter.choices) {
    text += (text.empty() ? "`" : ", `") + std::string(word) + "`";
  }
  return text;
}

std::string parameter_type(const shim::Parameter& parameter) {
  switch (parameter.type) {
    case shim::ValueType::boolean:
      return "boolean";
    case shim::ValueType::integer:
      return "integer" + bounds_of(parameter);
    case shim::ValueType::range:
      return "range" + bounds_of(parameter);
    case shim::ValueType::duration:
      return "duration";
    case shim::ValueType::duration_range:
      return "duration or range of them: `1ms`, `0ms..2ms`";
    case shim::ValueType::size:
      return "size";
    case shim::ValueType::probability:
      return "probability";
    case shim::ValueType::choice:
      return words_of(parameter);
    case shim::ValueType::text:
      return "text";
    case shim::ValueType::names:
      return "one or a list of " +
             (parameter.choices.empty() ? std::string("names") : words_of(parameter));
    case shim::ValueType::hex:
      return "hex";
    case shim::ValueType::field_values:
      return "fields to integers: `{ status: 0x1c010003 }`";
    case shim::ValueType::fragment:
      return "`first`, `middle`, `last` or an integer from 1";
  }
  RIPCORD_ASSERT(false);
}

/// The link to a mapping's heading on the page.
std::string link_to(const Mapping& mapping) {
  std::string anchor(mapping.name);
  for (char& c : anchor) {
    if (c == ' ') c = '-';
  }
  return "[" + std::string(mapping.name) + "](#" + anchor + ")";
}

std::string type_of(const Type& type) {
  std::string text;
  switch (type.form) {
    case Form::scalar:
      text = type.rule == TextRule::name ? "name" : parameter_type(type.scalar);
      break;
    case Form::names:
      text = type.rule == TextRule::name ? "one or a list of names" : "one or a list of texts";
      break;
    case Form::mapping:
      text = link_to(*type.mapping);
      break;
    case Form::list:
      text = "list of " + link_to(*type.mapping);
      break;
    case Form::map:
      text = "names to " + link_to(*type.mapping);
      break;
    case Form::special:
      text = type.doc;
      break;
  }
  if (!type.or_word.empty()) text += ", or `" + std::string(type.or_word) + "`";
  return text;
}

class PageWriter {
 public:
  std::string write(const Vocabulary& vocabulary) {
    page_ = introduction;
    page_ += "```yaml\n" + std::string(example) + "```\n\n";
    for (const Mapping* mapping : mappings) write_mapping("##", *mapping);
    write_when(vocabulary);
    write_expectations();
    page_ += "## steps\n\nA step is one kind with its keys: `- sleep: { for: 5s }`.\n\n";
    for (const StepKind& kind : step_kinds()) write_mapping("###", *kind.mapping);
    page_.pop_back();
    return page_;
  }

 private:
  static constexpr std::array mappings{&scenario_mapping,
                                       &limits_mapping,
                                       &world_mapping,
                                       &network_mapping,
                                       &mapper_mapping,
                                       &service_mapping,
                                       &service_time_mapping,
                                       &file_mapping,
                                       &answer_mapping,
                                       &server_command_mapping,
                                       &client_mapping,
                                       &client_command_mapping,
                                       &interface_mapping,
                                       &oracle_mapping,
                                       &metric_mapping,
                                       &rule_mapping};

  void write_mapping(std::string_view heading, const Mapping& mapping) {
    write_heading(heading, mapping);
    write_fields(mapping);
    page_ += "\n";
  }

  void write_heading(std::string_view heading, const Mapping& mapping) {
    page_ += std::string(heading) + " " + std::string(mapping.name) + "\n\n";
    page_ += std::string(mapping.doc) + "\n\n";
    page_ += "| key | value | default | |\n| --- | --- | --- | --- |\n";
  }

  void write_fields(const Mapping& mapping) {
    for (const Field& field : mapping.fields) {
      write_row(field.key, type_of(field.type), fallback_of(field), field.doc);
    }
  }

  static std::string fallback_of(const Field& field) {
    if (field.presence == Presence::required) return "required";
    return field.fallback.empty() ? "" : "`" + std::string(field.fallback) + "`";
  }

  void write_row(std::string_view key,
                 const std::string& value,
                 const std::string& fallback,
                 std::string_view doc) {
    page_ += "| `" + std::string(key) + "` | " + value + " | " + fallback + " | " +
             std::string(doc) + " |\n";
  }

  void write_when(const Vocabulary& vocabulary) {
    page_ +=
        "## when\n\nThe keys of one `when` must all hold. The last ones count among what the "
        "others select.\n\n| key | value | default | |\n| --- | --- | --- | --- |\n";
    for (const shim::Parameter& trigger : vocabulary.triggers) {
      write_row(trigger.name, parameter_type(trigger), "", trigger.doc);
    }
    write_row("any", "list of selections", "", "One of them holds.");
    write_row("not", "a selection or a list of them", "", "None of them holds.");
    write_fields(selection_mapping);
    page_ += "\n";
  }

  void write_expectations() {
    for (const Mapping* mapping : {&expectation_mapping,
                                   &expected_step_mapping,
                                   &expected_client_mapping,
                                   &expected_rule_mapping}) {
      write_mapping("##", *mapping);
    }
  }

  std::string page_;
};

}  // namespace

std::string reference_page(const Vocabulary& vocabulary) { return PageWriter().write(vocabulary); }

std::string_view reference_example() { return example; }

}  // namespace ripcord::scenario
