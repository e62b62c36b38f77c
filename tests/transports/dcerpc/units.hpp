#pragma once

#include "transports/dcerpc/pdu.hpp"

namespace ripcord::dcerpc {

/// PDUs as whole units, for tests that care for a few of their fields.

template <typename Type>
Bytes unit_of(const Type& pdu) {
  Bytes unit;
  encode(pdu, unit);
  return unit;
}

/// A context that offers NDR 2.0.
inline ContextElement context(std::uint16_t p_cont_id, const SyntaxId& abstract_syntax) {
  return {.p_cont_id = p_cont_id, .abstract_syntax = abstract_syntax, .transfer_syntaxes = {ndr20}};
}

inline Bytes bind_unit(std::vector<ContextElement> contexts, std::uint32_t call_id = 1) {
  Bind bind;
  bind.header.call_id = call_id;
  bind.p_context_elem = std::move(contexts);
  return unit_of(bind);
}

inline Bytes bind_ack_unit(std::vector<ContextAnswer> answers, std::uint32_t call_id = 1) {
  BindAck ack;
  ack.header.call_id = call_id;
  ack.assoc_group_id = 0x5353;
  ack.sec_addr = port_spec("135");
  ack.p_results = std::move(answers);
  return unit_of(ack);
}

inline constexpr ContextAnswer accepted{.transfer_syntax = ndr20};
inline constexpr ContextAnswer refused{.result = ContextResult::provider_rejection,
                                       .reason = ProviderReason::abstract_syntax_not_supported};

struct CallPart {
  std::uint32_t call_id = 1;
  std::uint16_t p_cont_id = 0;
  std::uint16_t opnum = 0;
  std::uint8_t pfc_flags = pfc::whole;
  std::size_t stub_size = 4;
};

inline Bytes request_unit(const CallPart& part) {
  const Bytes stub(part.stub_size);
  return unit_of(Request{.header = {.pfc_flags = part.pfc_flags, .call_id = part.call_id},
                         .p_cont_id = part.p_cont_id,
                         .opnum = part.opnum,
                         .stub = stub});
}

inline Bytes response_unit(const CallPart& part) {
  const Bytes stub(part.stub_size);
  return unit_of(Response{.header = {.pfc_flags = part.pfc_flags, .call_id = part.call_id},
                          .p_cont_id = part.p_cont_id,
                          .stub = stub});
}

inline Bytes fault_unit(std::uint32_t call_id) {
  return unit_of(Fault{.header = {.call_id = call_id}, .status = 0x1c010003});
}

}  // namespace ripcord::dcerpc
