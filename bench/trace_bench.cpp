// What it costs to remember: a record of a trace with its two digests, alone and with the PDU that
// it is about, beside appending the same bytes to a vector.

#include "bench/beside.hpp"
#include "transports/trace/log.hpp"

#include <benchmark/benchmark.h>

#include <cstddef>
#include <memory>
#include <vector>

namespace ripcord::bench {
namespace {

// A run of ten calls has about as many; a log that grew as long as a benchmark runs would measure
// the kernel's pages.
constexpr std::size_t records_of_a_run = 256;

constexpr trace::Record unit_record{.time = 1, .connection = 1, .what = trace::What::unit};

// No PDU, a small one, and one that fills a fragment on TCP.
void payload_sizes(benchmark::internal::Benchmark* subject) { subject->Arg(0)->Arg(88)->Arg(5840); }

Bytes payload_of(const benchmark::State& state) {
  return Bytes(static_cast<std::size_t>(state.range(0)));
}

void push_back(benchmark::State& state) {
  const Bytes payload = payload_of(state);
  std::vector<trace::Record> records;
  Bytes kept;
  for ([[maybe_unused]] auto iteration : state) {
    if (records.size() == records_of_a_run) {
      records = {};
      kept = {};
    }
    records.push_back(unit_record);
    kept.insert(kept.end(), payload.begin(), payload.end());
    benchmark::ClobberMemory();
  }
}
BENCHMARK(push_back)->Apply(payload_sizes);

void append(benchmark::State& state, trace::Payload policy) {
  const trace::Legend legend;
  const Bytes payload = payload_of(state);
  auto log = std::make_unique<trace::Log>(legend, policy);
  for ([[maybe_unused]] auto iteration : state) {
    if (log->records().size() == records_of_a_run)
      log = std::make_unique<trace::Log>(legend, policy);
    log->append(unit_record, payload);
  }
  benchmark::DoNotOptimize(log->digest());
}

/// Digests of all, bytes of none: a run whose trace is not kept.
void append_and_digest(benchmark::State& state) {
  beside(state, "push_back");
  append(state, trace::Payload::none);
}
BENCHMARK(append_and_digest)->Apply(payload_sizes);

void append_digest_and_keep(benchmark::State& state) {
  beside(state, "push_back");
  append(state, trace::Payload::full);
}
BENCHMARK(append_digest_and_keep)->Apply(payload_sizes);

}  // namespace
}  // namespace ripcord::bench
