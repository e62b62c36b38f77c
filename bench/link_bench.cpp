// How fast a link moves bytes: a response of 1 MiB, in fragments of 5840, through a wire whose
// rules never look at it, beside memcpy of the same. `offer` copies what it is given; `lend`, as a
// relay does it, shows whole units where they lie.

#include "bench/beside.hpp"
#include "bench/copying.hpp"
#include "bench/proxy/calls.hpp"
#include "transports/base/assert.hpp"
#include "transports/dcerpc/dcerpc_protocol.hpp"
#include "transports/shim/rules.hpp"
#include "transports/shim/wire.hpp"
#include "transports/trace/log.hpp"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstddef>

namespace ripcord::bench {
namespace {

using shim::Direction;

// As much as a relay reads at a time.
constexpr std::size_t read_size = std::size_t{64} << 10U;

Bytes response() { return response_units(Row::down, 0); }

void memcpy_of_response(benchmark::State& state) { measure_memcpy(state, response()); }
BENCHMARK(memcpy_of_response);

/// Takes what can leave; returns how many bytes that was.
std::size_t drain(shim::Wire& wire) {
  std::size_t size = 0;
  ByteView taken;
  while (wire.take(Direction::to_client, Time{}, taken).kind == shim::Effect::Kind::bytes) {
    benchmark::DoNotOptimize(taken.data());
    size += taken.size();
  }
  return size;
}

/// One call over a wire of its own; `pass` hands the wire some of the response and returns how
/// much.
template <typename Pass>
void move_response(benchmark::State& state, const Pass& pass) {
  beside(state, "memcpy_of_response");
  const protocol::InterfaceTable interfaces;
  const shim::RuleSet set = *shim::RuleSet::compile(
      {}, {.protocol = dcerpc::protocol(), .interfaces = interfaces, .actions = {}});
  const Bytes asked = request_units(Row::down);
  const Bytes answered = response();
  for ([[maybe_unused]] auto iteration : state) {
    trace::Log log(set.legend());
    shim::Rules rules(set, 1, log);
    shim::Wire wire(rules, {.client = "client", .service = "server"}, Time{}, nullptr);
    ByteView taken;
    wire.take(Direction::to_server, Time{}, taken);
    wire.established(Time{});
    drain(wire);
    wire.offer(Direction::to_server, Time{}, asked);
    wire.take(Direction::to_server, Time{}, taken);
    std::size_t moved = 0;
    for (ByteView left = answered; !left.empty();) {
      left = left.subspan(pass(wire, left.first(std::min(read_size, left.size()))));
      moved += drain(wire);
    }
    RIPCORD_ASSERT(moved == answered.size());
  }
}

void offer_response(benchmark::State& state) {
  move_response(state, [](shim::Wire& wire, ByteView bytes) {
    wire.offer(Direction::to_client, Time{}, bytes);
    return bytes.size();
  });
}
BENCHMARK(offer_response);

void lend_response(benchmark::State& state) {
  move_response(state, [](shim::Wire& wire, ByteView bytes) {
    return wire.lend(Direction::to_client, Time{}, bytes);
  });
}
BENCHMARK(lend_response);

}  // namespace
}  // namespace ripcord::bench
