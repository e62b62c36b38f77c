#include "transports/dcerpc/pdu.hpp"

#include "transports/dcerpc/pdu_decoder.hpp"
#include "transports/dcerpc/pdu_encoder.hpp"

namespace ripcord::dcerpc {
namespace {

/// Whether units of `ptype` have the body of `Type`.
template <typename Type>
constexpr bool stands_for(PduType ptype) {
  if constexpr (Type::type == PduType::bind) {
    return ptype == PduType::bind || ptype == PduType::alter_context;
  } else if constexpr (Type::type == PduType::bind_ack) {
    return ptype == PduType::bind_ack || ptype == PduType::alter_context_resp;
  } else {
    return ptype == Type::type;
  }
}

/// What no type of body can change: why `header` cannot be that of `unit`, which is whole.
std::optional<DecodeError> misfit(const Header& header, ByteView unit) {
  if (header.frag_length != unit.size()) return DecodeError{errc::frag_length, 8};
  const std::size_t auth_size = header.auth_length == 0 ? 0 : sec_trailer_size + header.auth_length;
  if (unit.size() - header_size < auth_size) return DecodeError{errc::auth_length, 10};
  return std::nullopt;
}

template <typename Type>
Decoded<Type> decode_body(const Header& header, ByteView unit) {
  Decoded<Type> pdu(boost::system::in_place_value);
  pdu->header = header;
  PduDecoder decoder(unit, header);
  walk_body(decoder, *pdu);
  if (decoder.failed()) return decoder.error();
  return pdu;
}

template <typename Type>
Header finished_header(const Type& pdu, std::size_t size) {
  RIPCORD_ASSERT(size <= frag_length_max);
  Header header = pdu.header;
  if (!stands_for<Type>(header.ptype)) header.ptype = Type::type;
  header.frag_length = static_cast<std::uint16_t>(size);
  header.auth_length = 0;
  if (pdu.auth) {
    // A sec_trailer without auth_value cannot be told from none.
    RIPCORD_ASSERT(!pdu.auth->auth_value.empty());
    header.auth_length = static_cast<std::uint16_t>(pdu.auth->auth_value.size());
  }
  return header;
}

}  // namespace

template <typename Type>
Decoded<Type> decode_as(const Header& header, ByteView unit) {
  if (const std::optional<DecodeError> error = misfit(header, unit)) return *error;
  if (!stands_for<Type>(header.ptype)) return DecodeError{errc::unexpected_ptype, 2};
  return decode_body<Type>(header, unit);
}

template <typename Type>
Decoded<Type> decode_as(ByteView unit) {
  const Decoded<Header> header = decode_header(unit);
  if (!header) return header.error();
  return decode_as<Type>(*header, unit);
}

Decoded<Pdu> decode(ByteView unit) {
  const Decoded<Header> header = decode_header(unit);
  if (!header) return header.error();
  if (const std::optional<DecodeError> error = misfit(*header, unit)) return *error;
  return with_pdu_type(header->ptype, [&]<typename Type>(std::type_identity<Type>) -> Decoded<Pdu> {
    if constexpr (std::is_void_v<Type>) {
      return DecodeError{errc::unknown_ptype, 2};
    } else {
      Decoded<Type> pdu = decode_body<Type>(*header, unit);
      if (!pdu) return pdu.error();
      return Pdu{std::move(*pdu)};
    }
  });
}

template <typename Type>
std::size_t encoded_size(const Type& pdu) {
  PduMeasurer measurer;
  walk_header(measurer, pdu.header);
  walk_body(measurer, pdu);
  return measurer.size();
}

template <typename Type>
void encode(const Type& pdu, Bytes& out) {
  const std::size_t size = encoded_size(pdu);
  const Header header = finished_header(pdu, size);
  out.resize(out.size() + size);
  PduEncoder encoder(out.data() + out.size() - size);
  walk_header(encoder, header);
  walk_body(encoder, pdu);
  RIPCORD_ASSERT(encoder.size() == size);
}

void encode(const Pdu& pdu, Bytes& out) {
  std::visit([&](const auto& alternative) { encode(alternative, out); }, pdu);
}

const Header& header_of(const Pdu& pdu) {
  return std::visit([](const auto& alternative) -> const Header& { return alternative.header; },
                    pdu);
}

std::size_t stub_offset(const Header& header) {
  switch (header.ptype) {
    case PduType::request:
      return header.has(pfc::object_uuid) ? 40 : 24;
    case PduType::response:
      return 24;
    case PduType::fault:
      return 32;
    default:
      return 0;
  }
}

std::string port_spec(std::string_view text) {
  std::string octets(text);
  octets.push_back('\0');
  return octets;
}

#define RIPCORD_INSTANTIATE(Type)                                              \
  template Decoded<Type> decode_as<Type>(ByteView unit);                       \
  template Decoded<Type> decode_as<Type>(const Header& header, ByteView unit); \
  template void encode<Type>(const Type&, Bytes&);                             \
  template std::size_t encoded_size<Type>(const Type&)
RIPCORD_INSTANTIATE(Request);
RIPCORD_INSTANTIATE(Response);
RIPCORD_INSTANTIATE(Fault);
RIPCORD_INSTANTIATE(Bind);
RIPCORD_INSTANTIATE(BindAck);
RIPCORD_INSTANTIATE(BindNak);
RIPCORD_INSTANTIATE(Auth3);
RIPCORD_INSTANTIATE(Shutdown);
RIPCORD_INSTANTIATE(CoCancel);
RIPCORD_INSTANTIATE(Orphaned);
RIPCORD_INSTANTIATE(Rts);
#undef RIPCORD_INSTANTIATE

}  // namespace ripcord::dcerpc
