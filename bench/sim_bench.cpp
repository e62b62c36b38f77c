// The seam without any protocol: what a call costs before a byte of it has a meaning, beside the
// copying that nothing can avoid; and what a world costs in which it is made.

#include "bench/bare_calls.hpp"
#include "bench/beside.hpp"
#include "transports/io/group.hpp"
#include "transports/io/pipe.hpp"
#include "transports/sim/network.hpp"
#include "transports/sim/runtime.hpp"

#include <benchmark/benchmark.h>

#include <array>
#include <chrono>
#include <cstring>
#include <memory>

namespace ripcord::bench {
namespace {

constexpr std::size_t message_size = 64;
constexpr int round_trips = 1000;
constexpr int calls_of_a_run = 10;

Exchange exchange() { return {.request = Bytes(message_size), .response = Bytes(message_size)}; }

// What bounds a round trip: its two messages copied into a buffer and out of it.
void copies_of_a_round_trip(benchmark::State& state) {
  std::array<Byte, message_size> from{};
  std::array<Byte, message_size> buffer{};
  std::array<Byte, message_size> to{};
  for ([[maybe_unused]] auto iteration : state) {
    for (int messages = 0; messages < 2; ++messages) {
      benchmark::DoNotOptimize(from.data());
      std::memcpy(buffer.data(), from.data(), from.size());
      benchmark::DoNotOptimize(buffer.data());
      std::memcpy(to.data(), buffer.data(), to.size());
      benchmark::DoNotOptimize(to.data());
    }
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(copies_of_a_round_trip);

void round_trip_through_a_pipe(benchmark::State& state) {
  beside(state, "copies_of_a_round_trip");
  const Exchange messages = exchange();
  for ([[maybe_unused]] auto iteration : state) {
    sim::Runtime runtime({});
    const io::Pipe pipe = io::make_pipe(runtime);
    io::Group group(runtime);
    group.spawn(answer_calls(*pipe.far, messages));
    group.spawn(make_calls(*pipe.near, messages, round_trips));
    runtime.run_until_idle();
  }
  state.SetItemsProcessed(state.iterations() * round_trips);
}
BENCHMARK(round_trip_through_a_pipe);

// As every run has it: two hosts, latency, a drawn order, connect, ten calls, close.
void call_in_a_fresh_world(benchmark::State& state) {
  beside(state, "round_trip_through_a_pipe");
  const Exchange messages = exchange();
  std::uint64_t seed = 0;
  for ([[maybe_unused]] auto iteration : state) {
    ++seed;
    sim::Runtime runtime({.seed = seed, .schedule = sim::Schedule::seeded});
    sim::Network network(
        runtime,
        {.seed = seed, .latency = {std::chrono::microseconds(100), std::chrono::milliseconds(1)}});
    const std::unique_ptr<io::Listener> listener = *network.host("server").listen({"server", 135});
    io::Group group(runtime);
    group.spawn(serve_calls(*listener, messages));
    group.spawn(
        connect_and_call(network.host("client"), {"server", 135}, messages, calls_of_a_run));
    runtime.run_until_idle();
  }
  state.SetItemsProcessed(state.iterations() * calls_of_a_run);
}
BENCHMARK(call_in_a_fresh_world);

}  // namespace
}  // namespace ripcord::bench
