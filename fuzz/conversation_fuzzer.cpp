// Units of both directions in any order: a conversation follows them, and the mapper's answers can
// be edited. A flag that no PDU type uses says who sends a unit.

#include "fuzz/kit/units.hpp"
#include "transports/base/assert.hpp"
#include "transports/dcerpc/dcerpc_protocol.hpp"

using namespace ripcord;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto& protocol = dcerpc::protocol();
  const protocol::InterfaceTable interfaces;
  const auto conversation = protocol.converse(interfaces);
  for (const ByteView unit : fuzz::cut({data, size})) {
    const bool to_client = (unit[3] & dcerpc::pfc::reserved) != 0;
    const auto info = conversation->observe(static_cast<protocol::Direction>(to_client), unit);
    RIPCORD_ASSERT(info.pdu < protocol.pdu_names().size());
    RIPCORD_ASSERT(info.stub_offset + info.stub_size <= unit.size());
    const auto edited = protocol.directory().answer(info, unit, {});
    RIPCORD_ASSERT(!edited || protocol.frame(*edited).size == edited->size());
    if (const auto entries = protocol.directory().learn(info, unit))
      RIPCORD_ASSERT(entries->size() <= unit.size());
    static_cast<void>(protocol.introduction(unit));
  }
  return 0;
}
