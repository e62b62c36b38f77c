// What a call costs on its way through a wire: with rules that never match, beside none; without
// any, beside the least state machine that could be a wire. A call is a request of 88 bytes with
// its answer, ten of them a connection, as in a ten-call run.

#include "bench/beside.hpp"
#include "bench/row_exchange.hpp"
#include "transports/base/assert.hpp"
#include "transports/dcerpc/dcerpc_protocol.hpp"
#include "transports/shim/rules.hpp"
#include "transports/shim/wire.hpp"
#include "transports/trace/log.hpp"

#include <benchmark/benchmark.h>

#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

namespace ripcord::bench {
namespace {

using shim::Direction;

constexpr int calls_of_a_run = 10;
/// Takes units, knows which answer belongs to which question, remembers a record of each and hands
/// on a copy of it: no framing that could fail, no faults, no time.
class BareWire {
 public:
  ByteView pass(Direction direction, ByteView unit) {
    std::uint32_t call_id = 0;
    std::memcpy(&call_id, unit.data() + call_id_at, sizeof call_id);
    if (direction == Direction::to_server) {
      open_call_ = call_id;
    } else {
      RIPCORD_ASSERT(open_call_ == call_id);
    }
    records_.push_back({.call_id = call_id, .what = trace::What::unit});
    passing_.assign(unit.begin(), unit.end());
    return passing_;
  }

 private:
  static constexpr std::size_t call_id_at = 12;

  std::uint32_t open_call_ = 0;
  std::vector<trace::Record> records_;
  Bytes passing_;
};

void call_through_a_bare_wire(benchmark::State& state) {
  const Exchange call = exchange_of(Row::ping);
  while (state.KeepRunningBatch(calls_of_a_run)) {
    BareWire wire;
    for (int i = 0; i < calls_of_a_run; ++i) {
      benchmark::DoNotOptimize(wire.pass(Direction::to_server, call.request));
      benchmark::DoNotOptimize(wire.pass(Direction::to_client, call.response));
    }
  }
}
BENCHMARK(call_through_a_bare_wire);

/// Rules of one PDU type each that look for a client whom nobody is.
std::vector<shim::RuleSpec> rules_that_never_match(std::int64_t count) {
  std::vector<shim::RuleSpec> rules;
  for (std::int64_t i = 0; i < count; ++i) {
    shim::RuleSpec rule{.id = "rule-" + std::to_string(i), .line = 1, .kind = "drop"};
    rule.when.conditions = {
        {.key = "pdu", .value = shim::Names{{i % 2 == 0 ? "request" : "response"}}},
        {.key = "call", .value = shim::Range{.low = 1'000'000'000}},
        {.key = "client", .value = shim::Names{{"nobody"}}}};
    rules.push_back(rule);
  }
  return rules;
}

void call_past_rules(benchmark::State& state) {
  beside(state, state.range(0) == 0 ? "call_through_a_bare_wire" : "call_past_rules/0");
  const protocol::InterfaceTable interfaces;
  const shim::RuleSet set = *shim::RuleSet::compile(
      rules_that_never_match(state.range(0)),
      {.protocol = dcerpc::protocol(), .interfaces = interfaces, .actions = {}});
  const Exchange call = exchange_of(Row::ping);
  ByteView taken;
  while (state.KeepRunningBatch(calls_of_a_run)) {
    trace::Log log(set.legend());
    shim::Rules rules(set, 1, log);
    shim::Wire wire(rules, {.client = "client", .service = "server"}, Time{}, nullptr);
    wire.take(Direction::to_server, Time{}, taken);
    wire.established(Time{});
    wire.take(Direction::to_client, Time{}, taken);
    for (int i = 0; i < calls_of_a_run; ++i) {
      wire.offer(Direction::to_server, Time{}, call.request);
      wire.take(Direction::to_server, Time{}, taken);
      wire.offer(Direction::to_client, Time{}, call.response);
      wire.take(Direction::to_client, Time{}, taken);
    }
  }
}
BENCHMARK(call_past_rules)->Arg(0)->Arg(1)->Arg(10)->Arg(100);

}  // namespace
}  // namespace ripcord::bench
