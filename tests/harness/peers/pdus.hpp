#pragma once

#include "transports/base/bytes.hpp"
#include "transports/dcerpc/pdu.hpp"

#include <cstdint>
#include <initializer_list>
#include <vector>

/// PDUs as clients send them, one function a type; what a test is about is a field of its argument.
namespace ripcord::peers {

inline constexpr dcerpc::SyntaxId some_interface{
    Uuid{0x11111111, 0x2222, 0x3333, {0x44, 0x44, 5, 5, 5, 5, 5, 5}}, 1, 0};

dcerpc::ContextElement context_element(std::uint16_t p_cont_id,
                                       const dcerpc::SyntaxId& abstract_syntax,
                                       std::initializer_list<dcerpc::SyntaxId> transfer_syntaxes = {
                                           dcerpc::ndr20});

struct BindFields {
  std::uint8_t pfc_flags = dcerpc::pfc::whole;
  std::uint32_t call_id = 1;
  std::uint16_t max_frag = 5840;
  std::uint32_t assoc_group_id = 0;
  std::vector<dcerpc::ContextElement> contexts = {context_element(0, some_interface)};
};
Bytes bind_pdu(const BindFields& fields = {});
Bytes alter_pdu(const BindFields& fields);

struct RequestFields {
  std::uint8_t pfc_flags = dcerpc::pfc::whole;
  std::uint32_t call_id = 2;
  std::uint32_t alloc_hint = 0;
  std::uint16_t p_cont_id = 0;
  std::uint16_t opnum = 0;
  Bytes stub;
};
Bytes request_pdu(const RequestFields& fields = {});

/// A PDU that is all header.
Bytes bare_pdu(dcerpc::PduType ptype, std::uint32_t call_id);

/// Every PDU of `stream`, which holds nothing else; views into `stream`.
std::vector<dcerpc::Pdu> decode_all(ByteView stream);

}  // namespace ripcord::peers
