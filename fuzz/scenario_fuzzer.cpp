// Any bytes become a scenario or diagnostics, at once and in bounded memory; what became a scenario
// resolves in every choice, and its resolved text reads back as the same.

#include "harness/scenario/reader.hpp"
#include "transports/base/assert.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace {

using namespace ripcord;
using shim::Kind;
using shim::Parameter;
using shim::ValueType;

constexpr std::array<Parameter, 3> parameters{
    {{.name = "for", .type = ValueType::duration, .fallback = "1s"},
     {.name = "until", .type = ValueType::text},
     {.name = "set", .type = ValueType::field_values}}};
constexpr Kind drop{.name = "drop", .parameters = parameters};
constexpr Kind move_endpoint{.name = "move_endpoint"};

const scenario::Vocabulary& vocabulary() {
  static const scenario::Vocabulary words{
      .faults = {&drop},
      .actions = {&move_endpoint},
      .triggers = {{.name = "pdu", .type = ValueType::names},
                   {.name = "operation", .type = ValueType::names},
                   {.name = "fragment", .type = ValueType::fragment},
                   {.name = "offset", .type = ValueType::integer, .low = 0},
                   {.name = "service", .type = ValueType::names},
                   {.name = "fields", .type = ValueType::field_values},
                   {.name = "event", .type = ValueType::names}},
      .steps = {"backup", "echo", "call", "map", "lookup", "sleep", "repeat", "parallel", "load"},
      .transports = {"sim"},
      .events = {"file_closed"},
      .pdus = {"request", "response"},
      .fields = {"status"},
      .interfaces = {{.name = "backup", .operations = {"BackupRead"}},
                     {.name = "echo", .operations = {"EchoData"}}},
      .oracles = {"recovery"},
      .errors = {{.name = "WAIT_TIMEOUT", .number = 258}}};
  return words;
}

void check_run(const scenario::Scenario& scenario, const scenario::Choice& choice) {
  const auto run = scenario.resolve(choice);
  RIPCORD_ASSERT(run.has_value());
  const auto again = scenario::read({"resolved.yaml", run->text}, {}, vocabulary());
  RIPCORD_ASSERT(again.has_value());
  const auto run_again = again->resolve({.transport = run->transport});
  RIPCORD_ASSERT(run_again.has_value());
  RIPCORD_ASSERT(run_again->text == run->text);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string text;
  for (std::size_t i = 0; i < size; ++i) text += static_cast<char>(data[i]);
  const auto scenario = scenario::read({"fuzz.yaml", text}, {}, vocabulary());
  if (!scenario) {
    RIPCORD_ASSERT(!scenario.error().empty());
    for (const scenario::Diagnostic& diagnostic : scenario.error()) {
      RIPCORD_ASSERT(!scenario::text(diagnostic).empty());
    }
    return 0;
  }
  // A file may have more runs than one input is worth.
  constexpr std::size_t variants_max = 4;
  for (std::size_t i = 0; i < scenario->variants().size() && i < variants_max; ++i) {
    check_run(*scenario, {.variant = scenario->variants()[i].name});
  }
  RIPCORD_ASSERT(scenario::read({"whole.yaml", scenario->text()}, {}, vocabulary()).has_value());
  return 0;
}
