// What it costs to make a scenario file ready, beside what the YAML library takes for its events
// alone: the flagship, with two variants, a rule and a world.

#include "bench/beside.hpp"
#include "bench/scenarios.hpp"

#include <benchmark/benchmark.h>
#include <libfyaml.h>

#include <memory>
#include <string>

namespace ripcord::bench {
namespace {

scenario::SourceText flagship() { return repository_file("scenarios/q156715/second_file.yaml"); }

void parse_events(benchmark::State& state) {
  const std::string text = flagship().text;
  const fy_parse_cfg config{};
  for ([[maybe_unused]] auto iteration : state) {
    const std::unique_ptr<fy_parser, decltype(&fy_parser_destroy)> parser(fy_parser_create(&config),
                                                                          &fy_parser_destroy);
    fy_parser_set_string(parser.get(), text.data(), text.size());
    while (fy_event* const event = fy_parser_parse(parser.get()))
      fy_parser_event_free(parser.get(), event);
  }
}
BENCHMARK(parse_events);

/// Every variant and matrix point checked, every mistake found.
void read_scenario(benchmark::State& state) {
  beside(state, "parse_events");
  const scenario::SourceText source = flagship();
  for ([[maybe_unused]] auto iteration : state) {
    const auto scenario = scenario::read(source, {}, vocabulary());
    RIPCORD_ASSERT(scenario.has_value());
  }
}
BENCHMARK(read_scenario);

void resolve_variant(benchmark::State& state) {
  beside(state, "parse_events");
  const auto scenario = scenario::read(flagship(), {}, vocabulary());
  RIPCORD_ASSERT(scenario.has_value());
  for ([[maybe_unused]] auto iteration : state) {
    const auto variant = scenario->resolve({.variant = "patched", .transport = "sim"});
    RIPCORD_ASSERT(variant.has_value());
  }
}
BENCHMARK(resolve_variant);

/// Once for all runs of a variant.
void prepare_production(benchmark::State& state) {
  beside(state, "parse_events");
  const scenario::ResolvedScenario variant = resolved(flagship());
  for ([[maybe_unused]] auto iteration : state) {
    const auto production = run::Production::prepare(variant, peers::dcerpc_cast());
    RIPCORD_ASSERT(production.has_value());
  }
}
BENCHMARK(prepare_production);

}  // namespace
}  // namespace ripcord::bench
