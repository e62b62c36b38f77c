// PDUs made up in a peer's name beside any unit: what is made is one whole legal PDU of the right
// kind, in the unit's byte order and, where it belongs to a call, of that call.

#include "fuzz/kit/input.hpp"
#include "transports/base/assert.hpp"
#include "transports/dcerpc/forgery.hpp"
#include "transports/dcerpc/pdu.hpp"

using namespace ripcord;
using Kind = protocol::Forgery::Kind;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Input input(data, size);
  const protocol::Forgery forgery{
      .kind = static_cast<Kind>(input.choice(4)),
      .code = input.number(),
      .execution = static_cast<protocol::Forgery::Execution>(input.choice(2))};
  const ByteView unit = input.rest();
  const Decoded<Bytes> forged = dcerpc::forge(unit, forgery);
  const Decoded<dcerpc::Header> header = dcerpc::decode_header(unit);
  if (!forged) return RIPCORD_ASSERT(forged.error().offset <= unit.size()), 0;
  RIPCORD_ASSERT(header.has_value());
  const auto pdu = dcerpc::decode(*forged);
  RIPCORD_ASSERT(pdu.has_value());
  RIPCORD_ASSERT(dcerpc::header_of(*pdu).byte_order() == header->byte_order());
  if (forgery.kind == Kind::failure || forgery.kind == Kind::abandonment)
    RIPCORD_ASSERT(dcerpc::header_of(*pdu).call_id == header->call_id);
  return 0;
}
