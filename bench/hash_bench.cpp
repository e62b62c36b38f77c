// Digests of bytes beside memcpy of the same bytes, which nothing beats: the plain one, and that of
// a record's payload.

#include "bench/beside.hpp"
#include "transports/base/hash.hpp"
#include "transports/trace/payload_digest.hpp"

#include <benchmark/benchmark.h>

#include <cstring>

namespace ripcord {
namespace {

// A small PDU, a full fragment, a file's block.
void sizes(benchmark::internal::Benchmark* subject) { subject->Arg(64)->Arg(5840)->Arg(65536); }

Bytes counting(std::size_t size) {
  Bytes bytes(size);
  for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<Byte>(i);
  return bytes;
}

void report_bytes(benchmark::State& state) {
  state.SetBytesProcessed(state.iterations() * state.range(0));
}

void digest_of_bytes(benchmark::State& state) {
  bench::beside(state, "memcpy_of_bytes");
  const Bytes bytes = counting(static_cast<std::size_t>(state.range(0)));
  std::uint64_t sum = 0;
  for ([[maybe_unused]] auto iteration : state) {
    sum += digest(bytes, sum);
    benchmark::DoNotOptimize(sum);
  }
  report_bytes(state);
}
BENCHMARK(digest_of_bytes)->Apply(sizes);

void payload_digest_of_bytes(benchmark::State& state) {
  bench::beside(state, "digest_of_bytes");
  const Bytes bytes = counting(static_cast<std::size_t>(state.range(0)));
  std::uint64_t sum = 0;
  for ([[maybe_unused]] auto iteration : state) {
    sum += trace::payload_digest(bytes);
    benchmark::DoNotOptimize(sum);
  }
  report_bytes(state);
}
BENCHMARK(payload_digest_of_bytes)->Apply(sizes);

void memcpy_of_bytes(benchmark::State& state) {
  const Bytes bytes = counting(static_cast<std::size_t>(state.range(0)));
  Bytes copy(bytes.size());
  for ([[maybe_unused]] auto iteration : state) {
    std::memcpy(copy.data(), bytes.data(), bytes.size());
    benchmark::DoNotOptimize(copy.data());
    benchmark::ClobberMemory();
  }
  report_bytes(state);
}
BENCHMARK(memcpy_of_bytes)->Apply(sizes);

}  // namespace
}  // namespace ripcord
