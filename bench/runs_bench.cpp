// Whole runs in sim, as `run` plays them without keeping a trace: a fresh world, the workload,
// every oracle. Beside the same bytes in a simulated world of which nobody knows anything; with
// faults beside without. An item is a run.

#include "bench/bare_calls.hpp"
#include "bench/beside.hpp"
#include "bench/scenarios.hpp"
#include "harness/run/parts.hpp"
#include "harness/world/observer.hpp"
#include "harness/world/world.hpp"
#include "transports/io/group.hpp"
#include "transports/sim/network.hpp"
#include "transports/sim/runtime.hpp"

#include <benchmark/benchmark.h>

#include <cstdint>
#include <memory>
#include <string_view>

namespace ripcord::bench {
namespace {

// -- Ten calls ------------------------------------------------------------------------------------

/// So many calls over one connection, without protocol, shim, trace and judge.
void play_bare(benchmark::State& state, const Exchange& exchange, std::int64_t calls) {
  std::uint64_t seed = 0;
  for ([[maybe_unused]] auto iteration : state) {
    sim::Runtime runtime({.seed = ++seed, .schedule = sim::Schedule::seeded});
    sim::Network network(runtime, {.seed = seed});
    const std::unique_ptr<io::Listener> listener = *network.host("server").listen({"server", 135});
    io::Group group(runtime);
    group.spawn(serve_calls(*listener, exchange));
    group.spawn(connect_and_call(network.host("client"), {"server", 135}, exchange, calls));
    runtime.run_until_idle();
  }
  state.SetItemsProcessed(state.iterations());
}

void play(benchmark::State& state, const scenario::SourceText& source) {
  const std::unique_ptr<run::Production> scenario = production(source);
  std::uint64_t seed = 0;
  for ([[maybe_unused]] auto iteration : state) {
    const run::RunResult result = scenario->play(stage::sim_venue(), ++seed, run::Keep::none);
    RIPCORD_ASSERT(result.verdict == run::Verdict::passed);
  }
  state.SetItemsProcessed(state.iterations());
}

scenario::SourceText ten_calls() { return repository_file("scenarios/bench/ten_calls.yaml"); }

/// A rule that strikes every answer, and nobody fails for it.
constexpr std::string_view late_answers = R"(faults:
  - { id: late, when: { operation: EchoData, pdu: response }, do: { delay: { by: 1ms..5ms } } }
)";

void bare_ten_calls(benchmark::State& state) {
  play_bare(state, {.request = Bytes(64), .response = Bytes(64)}, 10);
}
BENCHMARK(bare_ten_calls);

void run_of_ten_calls(benchmark::State& state) {
  beside(state, "bare_ten_calls");
  play(state, ten_calls());
}
BENCHMARK(run_of_ten_calls);

void run_of_ten_calls_with_faults(benchmark::State& state) {
  beside(state, "run_of_ten_calls");
  scenario::SourceText source = ten_calls();
  source.text += late_answers;
  play(state, source);
}
BENCHMARK(run_of_ten_calls_with_faults);

// -- A backup of 1 MiB ----------------------------------------------------------------------------

constexpr std::string_view backup = R"(format: 1
name: one-mebibyte
title: A backup of one file
world:
  services:
    - name: store
      interface: backup
      endpoint: dynamic
      chunk_size: 64KiB
      files: [ { name: priv.edb, size: 1MiB } ]
  clients:
    ntbackup: { kind: backup, read_size: 64KiB }
workload:
  - backup: { client: ntbackup, service: store }
expect:
  all: { outcome: completed, files: intact }
)";

constexpr std::string_view late_reads = R"(faults:
  - { id: late, when: { operation: BackupRead, pdu: response }, do: { delay: { by: 1ms..5ms } } }
)";

void bare_backup(benchmark::State& state) {
  play_bare(state, {.request = Bytes(64), .response = Bytes(std::size_t{64} << 10U)}, 16);
}
BENCHMARK(bare_backup);

void run_of_backup(benchmark::State& state) {
  beside(state, "bare_backup");
  play(state, {.file = "backup.yaml", .text = std::string(backup)});
}
BENCHMARK(run_of_backup);

void run_of_backup_with_faults(benchmark::State& state) {
  beside(state, "run_of_backup");
  play(state, {.file = "backup.yaml", .text = std::string(backup) + std::string(late_reads)});
}
BENCHMARK(run_of_backup_with_faults);

// -- A world --------------------------------------------------------------------------------------

void build_bare_world(benchmark::State& state) {
  for ([[maybe_unused]] auto iteration : state) {
    sim::Runtime runtime({});
    sim::Network network(runtime, {});
    const std::unique_ptr<io::Listener> mapper = *network.host("server").listen({"server", 135});
    const std::unique_ptr<io::Listener> service = *network.host("server").listen({"server", 0});
    benchmark::DoNotOptimize(&network.host("client"));
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(build_bare_world);

class Deaf final : public world::Observer {
 public:
  void observe(const world::Speaker&, const world::Happening&, Time) override {}
};

/// The world of ten calls: a mapper, a service, a client and the shims between them, opened and
/// torn down.
void build_world(benchmark::State& state) {
  beside(state, "build_bare_world");
  const std::unique_ptr<run::Production> scenario = production(ten_calls());
  const run::Parts& parts = scenario->parts();
  const world::Script script{
      .spec = parts.scenario.world, .cast = parts.cast, .rules = *parts.rules};
  std::uint64_t seed = 0;
  for ([[maybe_unused]] auto iteration : state) {
    const std::unique_ptr<stage::Stage> stage =
        stage::sim_venue().stage(parts.scenario.world.network, ++seed);
    trace::Log log(parts.rules->legend());
    Deaf observer;
    world::World world(script, *stage, seed, observer, log);
    const Result<void> opened = world.open();
    RIPCORD_ASSERT(opened.has_value());
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(build_world);

}  // namespace
}  // namespace ripcord::bench
