// A client that says anything to a server of either profile (the first byte says which): it answers
// in whole, legal PDUs no longer than a fragment may be, and keeps nothing when the client is gone.

#include "fuzz/benches/server_bench.hpp"
#include "transports/base/assert.hpp"

using namespace ripcord;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  fuzz::ServerBench bench;
  const auto profile = static_cast<scenario::ServerProfile>(data[0] & 1U);
  bench.hear(profile, ByteView(data, size).subspan(1));
  RIPCORD_ASSERT(bench.groups().size() == 0);
  RIPCORD_ASSERT(bench.groups().handle_count() == 0);
  return 0;
}
