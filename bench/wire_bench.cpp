// What a shim costs: one record of a trace, and one PDU through a wire with rules that never match.
// The PDU is a request of 88 bytes with its answer, as in a ten-call run.

#include "transports/dcerpc/dcerpc_protocol.hpp"
#include "transports/shim/rules.hpp"
#include "transports/shim/wire.hpp"
#include "transports/trace/log.hpp"

#include <benchmark/benchmark.h>

#include <memory>
#include <string>
#include <vector>

namespace ripcord::shim {
namespace {

/// A request or response of one fragment (C706 §12.6.4.9, §12.6.4.10) with 64 bytes of stub.
Bytes pdu(Byte ptype) {
  Bytes bytes{5, 0, ptype, 3, 0x10, 0, 0, 0, 88, 0, 0, 0, 1, 0, 0, 0};
  bytes.resize(88);
  return bytes;
}

/// Rules of one PDU type each that look for a client whom nobody is.
std::vector<RuleSpec> rules_that_never_match(std::int64_t count) {
  std::vector<RuleSpec> rules;
  for (std::int64_t i = 0; i < count; ++i) {
    RuleSpec rule{.id = "rule-" + std::to_string(i), .line = 1, .kind = "drop"};
    rule.when.conditions = {{.key = "pdu", .value = Names{{i % 2 == 0 ? "request" : "response"}}},
                            {.key = "call", .value = Range{.low = 1'000'000'000}},
                            {.key = "client", .value = Names{{"nobody"}}}};
    rules.push_back(rule);
  }
  return rules;
}

void record_of_a_trace(benchmark::State& state) {
  const trace::Legend legend;
  auto log = std::make_unique<trace::Log>(legend);
  const Bytes payload = pdu(0);
  for ([[maybe_unused]] auto iteration : state) {
    if (log->records().size() == 1024) log = std::make_unique<trace::Log>(legend);
    log->append({.time = 1, .connection = 1, .what = trace::What::unit}, payload);
  }
}
BENCHMARK(record_of_a_trace);

void call_through_a_wire(benchmark::State& state) {
  const protocol::InterfaceTable interfaces;
  const RuleSet set =
      *RuleSet::compile(rules_that_never_match(state.range(0)),
                        {.protocol = dcerpc::protocol(), .interfaces = interfaces, .actions = {}});
  const Bytes request = pdu(0);
  const Bytes response = pdu(2);
  ByteView taken;
  std::int64_t calls = 0;
  while (state.KeepRunningBatch(10)) {
    trace::Log log(set.legend());
    Rules rules(set, 1, log);
    Wire wire(rules, {.client = "client", .service = "server"}, Time{}, nullptr);
    wire.take(Direction::to_server, Time{}, taken);
    wire.established(Time{});
    wire.take(Direction::to_client, Time{}, taken);
    for (int i = 0; i < 10; ++i, ++calls) {
      wire.offer(Direction::to_server, Time{}, request);
      wire.take(Direction::to_server, Time{}, taken);
      wire.offer(Direction::to_client, Time{}, response);
      wire.take(Direction::to_client, Time{}, taken);
    }
  }
  state.SetItemsProcessed(calls);
}
BENCHMARK(call_through_a_wire)->Arg(0)->Arg(5)->Arg(100);

}  // namespace
}  // namespace ripcord::shim
