#include "fuzz/benches/schedule_bench.hpp"

#include "fuzz/benches/vocabulary.hpp"
#include "harness/explore/plain_rules.hpp"
#include "harness/explore/scenario_file.hpp"
#include "harness/peers/dcerpc_cast.hpp"
#include "harness/scenario/reader.hpp"
#include "harness/stage/sim_venue.hpp"
#include "transports/base/assert.hpp"

#include <array>
#include <utility>
#include <vector>

namespace ripcord::fuzz {
namespace {

constexpr const char* ten_calls_text = R"(format: 1
name: fuzzed-calls
title: Ten calls under a schedule that a fuzzer decided
world:
  services: [ { name: demo, interface: echo, endpoint: dynamic } ]
  clients: { caller: { kind: echo } }
workload:
  - echo: { client: caller, service: demo, operation: EchoData, size: 64, times: 10 }
expect: { all: { outcome: completed } }
)";

constexpr const char* backup_text = R"(format: 1
name: fuzzed-backup
title: A backup under a schedule that a fuzzer decided
world:
  services:
    - name: store
      interface: backup
      endpoint: dynamic
      files: [ { name: priv.edb, size: 6KiB }, { name: pub.edb, size: 3KiB } ]
  clients: { ntbackup: { kind: backup, read_size: 4KiB } }
workload:
  - backup: { client: ntbackup, service: store }
expect: { all: { outcome: completed } }
)";

constexpr std::uint64_t seed = 1;

scenario::ResolvedScenario resolved(const scenario::SourceText& source) {
  const auto scenario = scenario::read(source, {}, vocabulary());
  RIPCORD_ASSERT(scenario.has_value());
  auto chosen = scenario->resolve({.transport = "sim"});
  RIPCORD_ASSERT(chosen.has_value());
  return *std::move(chosen);
}

}  // namespace

ScheduleBench::ScheduleBench(scenario::SourceText source) : source_(std::move(source)) {
  auto subject =
      run::Variations::prepare(resolved(source_), peers::dcerpc_cast(), stage::sim_venue(), seed);
  RIPCORD_ASSERT(subject.has_value());
  subject_ = *std::move(subject);
  trials_ = std::make_unique<explore::Trials>(*subject_);
  menu_ = std::make_unique<explore::Menu>(subject_->scenario(), std::span<const std::string>());
  decider_ = std::make_unique<explore::Decider>(*trials_, *menu_);
  RIPCORD_ASSERT(decider_->clean().violations.empty());
}

const ScheduleBench& ScheduleBench::ten_calls() {
  static const ScheduleBench bench({.file = "fuzzed_calls.yaml", .text = ten_calls_text});
  return bench;
}

const ScheduleBench& ScheduleBench::backup() {
  static const ScheduleBench bench({.file = "fuzzed_backup.yaml", .text = backup_text});
  return bench;
}

std::string ScheduleBench::told(const explore::Decided& decided) const {
  std::string text;
  const std::vector<explore::Violation>& violations = decided.held_against;
  for (const explore::Violation& violation : violations)
    text += "broken: " + violation.signature + " (" + violation.reason + ")\n";
  for (const explore::Choice& choice : decided.schedule)
    text += "choice: " + explore::text(choice) + "\n";
  std::vector<shim::RuleSpec> rules = explore::plain_rules(*subject_, decided.schedule);
  const run::Variations::Played played = subject_->play(rules, run::Keep::none);
  const std::array ends{
      explore::VariantEnd{.variant = subject_->scenario().variant, .result = &played.result}};
  text += "---- scenario\n";
  text += explore::scenario_file(
      {.source = source_,
       .seed = seed,
       .rules = std::move(rules),
       .oracle = violations.empty() ? std::string() : violations.front().oracle,
       .reason = violations.empty() ? std::string() : violations.front().reason,
       .ends = ends});
  return text + "---- end\n";
}

}  // namespace ripcord::fuzz
