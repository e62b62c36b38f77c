// The seam without any protocol: what a call costs before a byte of it has a meaning, beside the
// copying that nothing can avoid.

#include "transports/base/assert.hpp"
#include "transports/io/deadline.hpp"
#include "transports/io/group.hpp"
#include "transports/io/pipe.hpp"
#include "transports/io/stream.hpp"
#include "transports/sim/network.hpp"
#include "transports/sim/runtime.hpp"

#include <benchmark/benchmark.h>

#include <array>
#include <chrono>
#include <cstring>
#include <memory>

namespace ripcord {
namespace {

using Message = std::array<Byte, 64>;

constexpr int round_trips = 1000;

io::Task<void> echo(io::Stream& stream) {
  Message message{};
  for (;;) {
    const Result<void> read = co_await io::read_exactly(stream, message);
    if (!read) co_return;
    const Result<void> written = co_await io::write_all(stream, message);
    if (!written) co_return;
  }
}

io::Task<void> serve(io::Listener& listener) {
  for (;;) {
    const Result<std::unique_ptr<io::Stream>> stream = co_await listener.accept();
    if (!stream) co_return;
    co_await echo(**stream);
  }
}

// Calls so often, each under a deadline of its own.
io::Task<void> call(io::Stream& stream, std::int64_t calls) {
  Message message{};
  for (std::int64_t i = 0; i < calls; ++i) {
    const io::Deadline deadline(
        stream.runtime(), stream, after(stream.runtime().now(), std::chrono::seconds(30)));
    const Result<void> written = co_await io::write_all(stream, message);
    const Result<void> read = co_await io::read_exactly(stream, message);
    RIPCORD_ASSERT(written.has_value());
    RIPCORD_ASSERT(read.has_value());
  }
}

io::Task<void> connect_and_call(io::Network& network, std::int64_t calls) {
  const Result<std::unique_ptr<io::Stream>> stream = co_await network.connect({"server", 135});
  RIPCORD_ASSERT(stream.has_value());
  co_await call(**stream, calls);
}

// What bounds a round trip: its two messages copied into a buffer and out of it.
void copies_of_round_trips(benchmark::State& state) {
  Message from{};
  Message buffer{};
  Message to{};
  for ([[maybe_unused]] auto iteration : state) {
    for (int copies = 0; copies < 2 * round_trips; ++copies) {
      benchmark::DoNotOptimize(from.data());
      std::memcpy(buffer.data(), from.data(), from.size());
      benchmark::DoNotOptimize(buffer.data());
      std::memcpy(to.data(), buffer.data(), to.size());
      benchmark::DoNotOptimize(to.data());
    }
  }
  state.SetItemsProcessed(state.iterations() * round_trips);
}

void round_trips_through_a_pipe(benchmark::State& state) {
  for ([[maybe_unused]] auto iteration : state) {
    sim::Runtime runtime({});
    const io::Pipe pipe = io::make_pipe(runtime);
    io::Group group(runtime);
    group.spawn(echo(*pipe.far));
    group.spawn(call(*pipe.near, round_trips));
    runtime.run_until_idle();
  }
  state.SetItemsProcessed(state.iterations() * round_trips);
}

// As every run has it: two hosts, latency, a drawn order, connect, ten calls, close.
void fresh_worlds_of_ten_calls(benchmark::State& state) {
  std::uint64_t seed = 0;
  for ([[maybe_unused]] auto iteration : state) {
    ++seed;
    sim::Runtime runtime({.seed = seed, .schedule = sim::Schedule::seeded});
    sim::Network network(
        runtime,
        {.seed = seed, .latency = {std::chrono::microseconds(100), std::chrono::milliseconds(1)}});
    const std::unique_ptr<io::Listener> listener = *network.host("server").listen({"server", 135});
    io::Group group(runtime);
    group.spawn(serve(*listener));
    group.spawn(connect_and_call(network.host("client"), 10));
    runtime.run_until_idle();
  }
  state.SetItemsProcessed(state.iterations());
}

BENCHMARK(copies_of_round_trips);
BENCHMARK(round_trips_through_a_pipe);
BENCHMARK(fresh_worlds_of_ten_calls);

}  // namespace
}  // namespace ripcord
