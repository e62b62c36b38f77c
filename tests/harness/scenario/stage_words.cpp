#include "tests/harness/scenario/stage_words.hpp"

#include "transports/base/assert.hpp"

#include <array>
#include <cstdio>

namespace ripcord::scenario {
namespace {

using shim::Kind;
using shim::Parameter;
using shim::ValueType;

constexpr std::array<std::string_view, 2> directions{"to_server", "to_client"};
constexpr std::array<std::string_view, 3> sides{"client", "server", "both"};

constexpr std::array<Parameter, 1> drop_parameters{
    {{.name = "toward", .type = ValueType::choice, .fallback = "both", .choices = sides}}};
constexpr std::array<Parameter, 2> delay_parameters{
    {{.name = "for", .type = ValueType::duration, .required = true},
     {.name = "until", .type = ValueType::text}}};
constexpr std::array<Parameter, 1> mutate_parameters{
    {{.name = "set", .type = ValueType::field_values, .required = true}}};
constexpr std::array<Parameter, 1> move_parameters{{{.name = "service", .type = ValueType::text}}};

constexpr Kind drop{.name = "drop", .parameters = drop_parameters};
constexpr Kind delay{.name = "delay", .parameters = delay_parameters};
constexpr Kind mutate_field{.name = "mutate_field", .parameters = mutate_parameters};
constexpr Kind tag{.name = "tag"};
constexpr Kind move_endpoint{.name = "move_endpoint", .parameters = move_parameters};
constexpr Kind stall_mapper{.name = "stall_mapper"};

}  // namespace

const Vocabulary& small_build() {
  static const Vocabulary vocabulary{
      .faults = {&drop, &delay, &mutate_field, &tag},
      .actions = {&move_endpoint, &stall_mapper},
      .triggers = {{.name = "direction", .type = ValueType::choice, .choices = directions},
                   {.name = "pdu", .type = ValueType::names},
                   {.name = "interface", .type = ValueType::names},
                   {.name = "operation", .type = ValueType::names},
                   {.name = "opnum", .type = ValueType::range, .low = 0, .high = 65'535},
                   {.name = "offset", .type = ValueType::integer, .low = 0},
                   {.name = "client", .type = ValueType::names},
                   {.name = "service", .type = ValueType::names},
                   {.name = "fields", .type = ValueType::field_values},
                   {.name = "event", .type = ValueType::names}},
      .steps = {"backup", "echo", "call", "map", "lookup", "sleep", "repeat", "parallel", "run"},
      .transports = {"sim"},
      .events = {"file_closed", "server_started"},
      .pdus = {"request", "response", "fault"},
      .fields = {"frag_length", "status"},
      .interfaces = {{.name = "backup", .operations = {"BackupPrepare", "BackupRead"}},
                     {.name = "echo", .operations = {"AddOne", "EchoData"}}},
      .oracles = {"no_hang", "recovery"},
      .errors = {{.name = "WAIT_TIMEOUT", .number = 258}}};
  return vocabulary;
}

std::string with_head(std::string_view body) {
  return "format: 1\n"
         "name: probe\n"
         "workload: [ { sleep: 1s } ]\n"
         "expect: { all: { outcome: completed } }\n" +
         std::string(body);
}

std::string errors_of(std::string_view text_of_file) {
  const auto scenario = read({"probe.yaml", std::string(text_of_file)}, {}, small_build());
  std::string errors;
  if (scenario) return errors;
  for (const Diagnostic& diagnostic : scenario.error()) errors += text(diagnostic);
  return errors;
}

Scenario good(std::string_view text_of_file, const Surroundings& surroundings) {
  auto scenario = read({"probe.yaml", std::string(text_of_file)}, surroundings, small_build());
  if (!scenario) {
    for (const Diagnostic& diagnostic : scenario.error()) {
      std::fputs(text(diagnostic).c_str(), stderr);
    }
  }
  RIPCORD_ASSERT(scenario.has_value());
  return std::move(*scenario);
}

ResolvedScenario resolved(std::string_view text_of_file, const Choice& choice) {
  auto run = good(text_of_file).resolve(choice);
  RIPCORD_ASSERT(run.has_value());
  return std::move(*run);
}

}  // namespace ripcord::scenario
