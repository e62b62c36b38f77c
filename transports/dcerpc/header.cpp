#include "transports/dcerpc/header.hpp"

#include "transports/dcerpc/errc.hpp"
#include "transports/dcerpc/pdu_decoder.hpp"

namespace ripcord::dcerpc {
namespace {

constexpr std::uint8_t rpc_vers = 5;
/// C706 names 0; FreeDCE sends and takes 1 as well.
constexpr std::uint8_t rpc_vers_minor_max = 1;
/// The high nibble of packed_drep[0] is 0 or 1.
constexpr Byte integer_representation_max = 0x1f;

}  // namespace

Decoded<Header> decode_header(ByteView unit) {
  PduDecoder decoder(unit);
  Header header;
  walk_header(decoder, header);
  if (decoder.failed()) return decoder.error();
  if (header.rpc_vers != rpc_vers) return DecodeError{errc::rpc_version, 0};
  if (header.rpc_vers_minor > rpc_vers_minor_max) return DecodeError{errc::rpc_version, 1};
  if (header.packed_drep.octets[0] > integer_representation_max)
    return DecodeError{errc::integer_representation, 4};
  return header;
}

protocol::Frame frame(ByteView front) {
  using State = protocol::Frame::State;
  const std::size_t size = front.size();
  if (size > 0 && front[0] != rpc_vers) return {State::lost, 0};
  if (size > 1 && front[1] > rpc_vers_minor_max) return {State::lost, 0};
  if (size > 4 && front[4] > integer_representation_max) return {State::lost, 0};
  if (size < frame_peek_size) return {State::needs_more, frame_peek_size};
  const DataRepresentation drep{{front[4], front[5], front[6], front[7]}};
  const auto frag_length = load<std::uint16_t>(&front[8], drep.byte_order());
  if (frag_length < header_size) return {State::lost, 0};
  return {State::sized, frag_length};
}

}  // namespace ripcord::dcerpc
