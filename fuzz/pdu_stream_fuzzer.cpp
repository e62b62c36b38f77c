// Bytes that a peer may send: however they are cut into reads, the same units come out, and
// whatever decodes encodes to the same octets.

#include "fuzz/kit/units.hpp"
#include "transports/base/assert.hpp"

using namespace ripcord;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const ByteView stream(data, size);
  const std::vector<std::size_t> ends = fuzz::ends_of_units(stream, size + 1);
  RIPCORD_ASSERT(fuzz::ends_of_units(stream, 7) == ends);
  RIPCORD_ASSERT(fuzz::ends_of_units(stream, 1) == ends);
  std::size_t begin = 0;
  for (const std::size_t end : ends) {
    // A copy: what reads behind the unit's end shall be seen.
    const Bytes unit(data + begin, data + end);
    fuzz::check_unit(unit);
    begin = end;
  }
  return 0;
}
