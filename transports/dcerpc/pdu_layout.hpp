#pragma once

#include "transports/dcerpc/pdu.hpp"

#include <type_traits>

/// The field table of every PDU type: name, width and order of each field, once. Decoding,
/// encoding, measuring and describing are four walkers over these functions, so none can know a
/// field that the others do not.
///
/// `Part` is a PDU type or a const one, as the walker needs. A walker has:
///   integer, flags, uuid, octets, syntax    one field
///   count, elements                         a list: its length, and later its elements
///   counted_text, pad_to_4                  sec_addr and what follows it
///   stub, rest                              what is left of the body
///   auth                                    the sec_trailer at the unit's end
namespace ripcord::dcerpc {

/// C706 §12.6.3.1 Common fields.
template <typename Walker, typename Part>
void walk_header(Walker& walker, Part& header) {
  walker.integer("rpc_vers", header.rpc_vers);
  walker.integer("rpc_vers_minor", header.rpc_vers_minor);
  walker.integer("ptype", header.ptype);
  walker.flags("pfc_flags", header.pfc_flags);
  walker.octets("packed_drep", header.packed_drep.octets);
  walker.set_order(header.byte_order());
  walker.integer("frag_length", header.frag_length);
  walker.integer("auth_length", header.auth_length);
  walker.integer("call_id", header.call_id);
}

/// C706 §12.6.4.9 request.
template <typename Walker, typename Part>
void walk_request(Walker& walker, Part& pdu) {
  walker.integer("alloc_hint", pdu.alloc_hint);
  walker.integer("p_cont_id", pdu.p_cont_id);
  walker.integer("opnum", pdu.opnum);
  if (pdu.header.has(pfc::object_uuid)) walker.uuid("object", pdu.object);
  walker.stub("stub_data", pdu.stub, pdu.auth);
}

/// C706 §12.6.4.10 response.
template <typename Walker, typename Part>
void walk_response(Walker& walker, Part& pdu) {
  walker.integer("alloc_hint", pdu.alloc_hint);
  walker.integer("p_cont_id", pdu.p_cont_id);
  walker.integer("cancel_count", pdu.cancel_count);
  walker.integer("reserved", pdu.reserved);
  walker.stub("stub_data", pdu.stub, pdu.auth);
}

/// C706 §12.6.4.7 fault; MS-RPCE §2.2.2.8 makes flags of the first reserved octet.
template <typename Walker, typename Part>
void walk_fault(Walker& walker, Part& pdu) {
  walker.integer("alloc_hint", pdu.alloc_hint);
  walker.integer("p_cont_id", pdu.p_cont_id);
  walker.integer("cancel_count", pdu.cancel_count);
  walker.flags("fault_flags", pdu.fault_flags);
  walker.integer("status", pdu.status);
  walker.integer("reserved2", pdu.reserved);
  walker.stub("stub_data", pdu.stub, pdu.auth);
}

/// C706 §12.6.4.3 bind, §12.6.4.1 alter_context.
template <typename Walker, typename Part>
void walk_bind(Walker& walker, Part& pdu) {
  walker.integer("max_xmit_frag", pdu.max_xmit_frag);
  walker.integer("max_recv_frag", pdu.max_recv_frag);
  walker.integer("assoc_group_id", pdu.assoc_group_id);
  walker.count("n_context_elem", pdu.p_context_elem);
  walker.integer("reserved", pdu.reserved);
  walker.integer("reserved2", pdu.reserved2);
  walker.elements("p_context_elem", pdu.p_context_elem, [](Walker& inner, auto& element) {
    inner.integer("p_cont_id", element.p_cont_id);
    inner.count("n_transfer_syn", element.transfer_syntaxes);
    inner.integer("reserved", element.reserved);
    inner.syntax("abstract_syntax", element.abstract_syntax);
    inner.elements("transfer_syntaxes",
                   element.transfer_syntaxes,
                   [](Walker& innermost, auto& syntax) { innermost.syntax("", syntax); });
  });
  walker.rest("padding", pdu.padding);
}

/// C706 §12.6.4.4 bind_ack, §12.6.4.2 alter_context_resp.
template <typename Walker, typename Part>
void walk_bind_ack(Walker& walker, Part& pdu) {
  walker.integer("max_xmit_frag", pdu.max_xmit_frag);
  walker.integer("max_recv_frag", pdu.max_recv_frag);
  walker.integer("assoc_group_id", pdu.assoc_group_id);
  walker.counted_text("sec_addr.length", "sec_addr.port_spec", pdu.sec_addr);
  walker.pad_to_4("pad2", pdu.pad2);
  walker.count("n_results", pdu.p_results);
  walker.integer("reserved", pdu.reserved);
  walker.integer("reserved2", pdu.reserved2);
  walker.elements("p_results", pdu.p_results, [](Walker& inner, auto& answer) {
    inner.integer("result", answer.result);
    inner.integer("reason", answer.reason);
    inner.syntax("transfer_syntax", answer.transfer_syntax);
  });
  walker.rest("padding", pdu.padding);
}

/// C706 §12.6.4.5 bind_nak.
template <typename Walker, typename Part>
void walk_bind_nak(Walker& walker, Part& pdu) {
  walker.integer("provider_reject_reason", pdu.provider_reject_reason);
  walker.count("n_protocols", pdu.versions);
  walker.elements("p_protocols", pdu.versions, [](Walker& inner, auto& version) {
    inner.integer("major", version.major);
    inner.integer("minor", version.minor);
  });
  walker.rest("padding", pdu.padding);
}

/// MS-RPCE §2.2.2.10 rpc_auth_3 PDU.
template <typename Walker, typename Part>
void walk_auth3(Walker& walker, Part& pdu) {
  walker.octets("pad", pdu.pad);
  walker.rest("padding", pdu.padding);
}

/// MS-RPCH §2.2.3.6 RTS PDU structure.
template <typename Walker, typename Part>
void walk_rts(Walker& walker, Part& pdu) {
  walker.flags("flags", pdu.flags);
  walker.integer("number_of_commands", pdu.n_commands);
  walker.rest("commands", pdu.commands);
}

/// The body of `pdu`, whatever its type, and the sec_trailer behind it.
template <typename Walker, typename Part>
void walk_body(Walker& walker, Part& pdu) {
  using Type = std::remove_const_t<Part>;
  if constexpr (Type::type == PduType::request) {
    walk_request(walker, pdu);
  } else if constexpr (Type::type == PduType::response) {
    walk_response(walker, pdu);
  } else if constexpr (Type::type == PduType::fault) {
    walk_fault(walker, pdu);
  } else if constexpr (Type::type == PduType::bind) {
    walk_bind(walker, pdu);
  } else if constexpr (Type::type == PduType::bind_ack) {
    walk_bind_ack(walker, pdu);
  } else if constexpr (Type::type == PduType::bind_nak) {
    walk_bind_nak(walker, pdu);
  } else if constexpr (Type::type == PduType::auth3) {
    walk_auth3(walker, pdu);
  } else if constexpr (Type::type == PduType::rts) {
    walk_rts(walker, pdu);
  } else {
    walker.rest("padding", pdu.padding);
  }
  walker.auth(pdu.auth);
}

/// Calls `use(std::type_identity<Type>{})` with the PDU type that units of `ptype` have, or with
/// void where there is none.
template <typename Use>
auto with_pdu_type(PduType ptype, Use use) {
  switch (ptype) {
    case PduType::request:
      return use(std::type_identity<Request>{});
    case PduType::response:
      return use(std::type_identity<Response>{});
    case PduType::fault:
      return use(std::type_identity<Fault>{});
    case PduType::bind:
    case PduType::alter_context:
      return use(std::type_identity<Bind>{});
    case PduType::bind_ack:
    case PduType::alter_context_resp:
      return use(std::type_identity<BindAck>{});
    case PduType::bind_nak:
      return use(std::type_identity<BindNak>{});
    case PduType::auth3:
      return use(std::type_identity<Auth3>{});
    case PduType::shutdown:
      return use(std::type_identity<Shutdown>{});
    case PduType::co_cancel:
      return use(std::type_identity<CoCancel>{});
    case PduType::orphaned:
      return use(std::type_identity<Orphaned>{});
    case PduType::rts:
      return use(std::type_identity<Rts>{});
    default:
      return use(std::type_identity<void>{});
  }
}

/// MS-RPCE §2.2.2.11 sec_trailer structure.
template <typename Walker, typename Part>
void walk_sec_trailer(Walker& walker, Part& trailer) {
  walker.integer("auth_type", trailer.auth_type);
  walker.integer("auth_level", trailer.auth_level);
  walker.integer("auth_pad_length", trailer.auth_pad_length);
  walker.integer("auth_reserved", trailer.auth_reserved);
  walker.integer("auth_context_id", trailer.auth_context_id);
  walker.rest("auth_value", trailer.auth_value);
}

}  // namespace ripcord::dcerpc
