// Bytes are a fault schedule: a simulated client, mapper and server are struck where and how they
// say, and no promise may break that could have been kept. The first byte chooses between ten calls
// and a backup.

#include "fuzz/benches/schedule_bench.hpp"
#include "fuzz/kit/input.hpp"
#include "transports/base/assert.hpp"

#include <cstdio>

using namespace ripcord;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Input input(data, size);
  const fuzz::ScheduleBench& bench =
      input.choice(2) == 0 ? fuzz::ScheduleBench::ten_calls() : fuzz::ScheduleBench::backup();
  const explore::Decided decided = bench.play(input.rest());
  if (decided.held_against.empty()) return 0;
  // What `ripcord fuzz` reads: the finding as a scenario.
  std::fputs(bench.told(decided).c_str(), stderr);
  RIPCORD_ASSERT(decided.held_against.empty());
  return 0;
}
