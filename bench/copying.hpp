#pragma once

#include "transports/base/bytes.hpp"

#include <benchmark/benchmark.h>

#include <cstring>

namespace ripcord::bench {

/// The limit of what has to move bytes: measures memcpy of `bytes` to another place.
inline void measure_memcpy(benchmark::State& state, ByteView bytes) {
  Bytes copy(bytes.size());
  for ([[maybe_unused]] auto iteration : state) {
    benchmark::DoNotOptimize(bytes.data());
    std::memcpy(copy.data(), bytes.data(), bytes.size());
    benchmark::DoNotOptimize(copy.data());
    benchmark::ClobberMemory();
  }
}

}  // namespace ripcord::bench
