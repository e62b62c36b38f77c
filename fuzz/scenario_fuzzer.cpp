// Any bytes become a scenario or diagnostics, at once and in bounded memory; what became a scenario
// resolves in every choice, and its resolved text reads back as the same.

#include "fuzz/benches/vocabulary.hpp"
#include "harness/scenario/reader.hpp"
#include "transports/base/assert.hpp"

using namespace ripcord;

static void check_run(const scenario::Scenario& scenario, const scenario::Choice& choice) {
  const auto run = scenario.resolve(choice);
  RIPCORD_ASSERT(run.has_value());
  const auto again = scenario::read({"resolved.yaml", run->text}, {}, fuzz::vocabulary());
  RIPCORD_ASSERT(again.has_value());
  const auto run_again = again->resolve({.transport = run->transport});
  RIPCORD_ASSERT(run_again.has_value());
  RIPCORD_ASSERT(run_again->text == run->text);
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(data, data + size);
  const auto scenario = scenario::read({"fuzz.yaml", text}, {}, fuzz::vocabulary());
  if (!scenario) {
    RIPCORD_ASSERT(!scenario.error().empty());
    for (const scenario::Diagnostic& diagnostic : scenario.error())
      RIPCORD_ASSERT(!scenario::text(diagnostic).empty());
    return 0;
  }
  // A file may have more runs than one input is worth.
  constexpr std::size_t variants_max = 4;
  for (std::size_t i = 0; i < std::min(variants_max, scenario->variants().size()); ++i)
    check_run(*scenario, {.variant = scenario->variants()[i].name});
  const auto whole = scenario::read({"whole.yaml", scenario->text()}, {}, fuzz::vocabulary());
  RIPCORD_ASSERT(whole.has_value());
  return 0;
}
