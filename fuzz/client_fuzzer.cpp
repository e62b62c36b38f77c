// Servers and a mapper that say anything to a client of any habits: it says legal PDUs only, ends,
// and calls no failure a success. The first byte chooses its errand, the next two its habits.

#include "fuzz/benches/client_bench.hpp"
#include "fuzz/kit/input.hpp"
#include "transports/base/assert.hpp"

using namespace ripcord;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Input input(data, size);
  const auto errand = static_cast<fuzz::Errand>(input.choice(3));
  const scenario::ClientSpec spec = fuzz::client_of(input.number());
  const fuzz::Errands errands = fuzz::send_client(spec, errand, input.rest());
  RIPCORD_ASSERT(errands.ended);
  return 0;
}
