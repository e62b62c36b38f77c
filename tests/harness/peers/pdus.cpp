#include "tests/harness/peers/pdus.hpp"

#include "transports/base/assert.hpp"

namespace ripcord::peers {
namespace {

Bytes bind_like(const BindFields& fields, dcerpc::PduType ptype) {
  dcerpc::Bind bind;
  bind.header.ptype = ptype;
  bind.header.pfc_flags = fields.pfc_flags;
  bind.header.call_id = fields.call_id;
  bind.max_xmit_frag = fields.max_frag;
  bind.max_recv_frag = fields.max_frag;
  bind.assoc_group_id = fields.assoc_group_id;
  bind.p_context_elem = fields.contexts;
  Bytes pdu;
  dcerpc::encode(bind, pdu);
  return pdu;
}

}  // namespace

dcerpc::ContextElement context_element(std::uint16_t p_cont_id,
                                       const dcerpc::SyntaxId& abstract_syntax,
                                       std::initializer_list<dcerpc::SyntaxId> transfer_syntaxes) {
  return {.p_cont_id = p_cont_id,
          .abstract_syntax = abstract_syntax,
          .transfer_syntaxes = transfer_syntaxes};
}

Bytes bind_pdu(const BindFields& fields) { return bind_like(fields, dcerpc::PduType::bind); }
Bytes alter_pdu(const BindFields& fields) {
  return bind_like(fields, dcerpc::PduType::alter_context);
}

Bytes request_pdu(const RequestFields& fields) {
  dcerpc::Request request;
  request.header.pfc_flags = fields.pfc_flags;
  request.header.call_id = fields.call_id;
  request.alloc_hint = fields.alloc_hint;
  request.p_cont_id = fields.p_cont_id;
  request.opnum = fields.opnum;
  request.stub = fields.stub;
  Bytes pdu;
  dcerpc::encode(request, pdu);
  return pdu;
}

Bytes bare_pdu(dcerpc::PduType ptype, std::uint32_t call_id) {
  const auto low = static_cast<Byte>(call_id);
  return {5, 0, static_cast<Byte>(ptype), 3, 0x10, 0, 0, 0, 16, 0, 0, 0, low, 0, 0, 0};
}

std::vector<dcerpc::Pdu> decode_all(ByteView stream) {
  std::vector<dcerpc::Pdu> pdus;
  while (!stream.empty()) {
    const protocol::Frame frame = dcerpc::frame(stream);
    RIPCORD_ASSERT(frame.state == protocol::Frame::State::sized);
    const Decoded<dcerpc::Pdu> pdu = dcerpc::decode(stream.first(frame.size));
    RIPCORD_ASSERT(pdu.has_value());
    pdus.push_back(*pdu);
    stream = stream.subspan(frame.size);
  }
  return pdus;
}

}  // namespace ripcord::peers
