#include "transports/dcerpc/forgery.hpp"

#include "transports/base/assert.hpp"
#include "transports/dcerpc/pdu.hpp"

#include <array>

namespace ripcord::dcerpc {
namespace {

using protocol::Forgery;

/// What fills a bind_nak with one version up to a multiple of 4, as Windows sends it.
constexpr std::array<Byte, 3> nak_padding{};
/// alloc_hint of a fault without a stub, as Samba sends it.
constexpr std::uint32_t fault_alloc_hint = 24;

/// The context of the unit's call; 0 where it has none.
std::uint16_t context_of(ByteView unit) {
  if (const Decoded<Request> request = decode_as<Request>(unit)) return request->p_cont_id;
  if (const Decoded<Response> response = decode_as<Response>(unit)) return response->p_cont_id;
  if (const Decoded<Fault> fault = decode_as<Fault>(unit)) return fault->p_cont_id;
  return 0;
}

/// A header of its own in the byte order of `origin`.
Header header_like(const Header& origin, PduType ptype, std::uint32_t call_id) {
  return {.ptype = ptype,
          .packed_drep = DataRepresentation::of(origin.byte_order()),
          .call_id = call_id};
}

template <typename Pdu>
Bytes encoded(const Pdu& pdu) {
  Bytes unit;
  encode(pdu, unit);
  return unit;
}

Bytes fault(const Header& origin, ByteView unit, const Forgery& forgery) {
  Fault pdu{.header = header_like(origin, Fault::type, origin.call_id),
            .alloc_hint = fault_alloc_hint,
            .p_cont_id = context_of(unit),
            .status = forgery.code};
  if (forgery.execution == Forgery::Execution::not_begun) {
    pdu.header.pfc_flags |= pfc::did_not_execute;
  }
  return encoded(pdu);
}

Bytes bind_nak(const Header& origin, const Forgery& forgery) {
  return encoded(BindNak{.header = header_like(origin, BindNak::type, origin.call_id),
                         .provider_reject_reason = static_cast<RejectReason>(forgery.code),
                         .versions = {{}},
                         .padding = nak_padding});
}

}  // namespace

Decoded<Bytes> forge(ByteView unit, const Forgery& forgery) {
  const Decoded<Header> origin = decode_header(unit);
  if (!origin) return origin.error();
  switch (forgery.kind) {
    case Forgery::Kind::failure:
      return fault(*origin, unit, forgery);
    case Forgery::Kind::refusal:
      return bind_nak(*origin, forgery);
    case Forgery::Kind::shutdown:
      // It belongs to no call (C706 §12.6.4.11 shutdown).
      return encoded(Shutdown{.header = header_like(*origin, Shutdown::type, 0)});
    case Forgery::Kind::abandonment:
      return encoded(Orphaned{.header = header_like(*origin, Orphaned::type, origin->call_id)});
  }
  RIPCORD_ASSERT(false);
}

}  // namespace ripcord::dcerpc
