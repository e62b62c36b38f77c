// Units of both directions in any order: a conversation follows them, fields cover what decodes,
// and the mapper's answers can be edited. A flag that no PDU type uses says who sends a unit.

#include "transports/base/assert.hpp"
#include "transports/dcerpc/dcerpc_protocol.hpp"
#include "transports/dcerpc/pdu.hpp"

using namespace ripcord;
struct CoverageCheck final : protocol::FieldVisitor {
  void visit(const protocol::Field& field) override {
    RIPCORD_ASSERT(field.offset == end);
    end += field.width;
  }
  std::size_t end = 0;
};

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto& protocol = dcerpc::protocol();
  const protocol::InterfaceTable interfaces;
  const auto conversation = protocol.converse(interfaces);
  Bytes stream(data, data + size);
  MutableByteView left = stream;
  for (auto frame = protocol.frame(left);
       frame.state == protocol::Frame::State::sized && frame.size <= left.size();
       frame = protocol.frame(left)) {
    const MutableByteView unit = left.first(frame.size);
    left = left.subspan(frame.size);
    CoverageCheck fields;
    protocol.fields(unit, fields);
    RIPCORD_ASSERT(fields.end == unit.size() || !dcerpc::decode(unit));
    const bool to_client = (unit[3] & dcerpc::pfc::reserved) != 0;
    const auto info = conversation->observe(static_cast<protocol::Direction>(to_client), unit);
    RIPCORD_ASSERT(info.stub_offset + info.stub_size <= unit.size());
    const auto edited = protocol.directory().answer(info, unit, {});
    RIPCORD_ASSERT(!edited || protocol.frame(*edited).size == edited->size());
    static_cast<void>(protocol.introduction(unit));
  }
  return 0;
}
