// Bytes that a peer may send: however they are cut into reads, the same units come out, and
// whatever decodes encodes to the same octets.

#include "transports/base/assert.hpp"
#include "transports/dcerpc/pdu.hpp"

#include <algorithm>

using namespace ripcord;
using State = protocol::Frame::State;

/// Receives `stream` in reads of `read_size` octets.
static std::vector<Bytes> units_of(ByteView stream, std::size_t read_size) {
  std::vector<Bytes> units;
  Bytes left;
  while (!stream.empty() && dcerpc::frame(left).state != State::lost) {
    const ByteView read = stream.first(std::min(read_size, stream.size()));
    left.insert(left.end(), read.begin(), read.end());
    stream = stream.subspan(read.size());
    for (auto frame = dcerpc::frame(left); frame.state == State::sized && frame.size <= left.size();
         frame = dcerpc::frame(left)) {
      units.emplace_back(left.begin(), left.begin() + static_cast<std::ptrdiff_t>(frame.size));
      left.erase(left.begin(), left.begin() + static_cast<std::ptrdiff_t>(frame.size));
    }
  }
  return units;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::vector<Bytes> units = units_of({data, size}, std::max<std::size_t>(size, 1));
  RIPCORD_ASSERT(units_of({data, size}, 7) == units);
  RIPCORD_ASSERT(units_of({data, size}, 1) == units);
  for (const Bytes& unit : units) {
    Bytes again;
    if (const auto pdu = dcerpc::decode(unit)) dcerpc::encode(*pdu, again);
    RIPCORD_ASSERT(again.empty() || again == unit);
  }
  return 0;
}
