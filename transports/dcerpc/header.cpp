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

/// The walker for headers that are all there: every unit's is decoded several times on its way.
class HeaderReader {
 public:
  explicit HeaderReader(const Byte* at) : at_(at) {}

  void set_order(ByteOrder order) { order_ = order; }
  template <typename Integer>
  void integer(std::string_view /*name*/, Integer& value) {
    if constexpr (std::is_enum_v<Integer>) {
      value = static_cast<Integer>(take<std::underlying_type_t<Integer>>());
    } else {
      value = take<Integer>();
    }
  }
  template <typename Integer>
  void flags(std::string_view name, Integer& value) {
    integer(name, value);
  }
  template <std::size_t size>
  void octets(std::string_view /*name*/, std::array<Byte, size>& value) {
    std::copy_n(at_, size, value.begin());
    at_ += size;
  }

 private:
  template <typename Integer>
  Integer take() {
    const auto value = load_integer<Integer>(at_, order_);
    at_ += sizeof(Integer);
    return value;
  }

  const Byte* at_;
  ByteOrder order_ = ByteOrder::little_endian;
};

/// Where a header that is not all there breaks off.
DecodeError truncation(ByteView unit) {
  PduDecoder decoder(unit);
  Header header;
  walk_header(decoder, header);
  return decoder.error();
}

}  // namespace

// The one variable that it returns is made where the caller wants it: a copy of fields that were
// just stored one by one would wait for all of them.
Decoded<Header> decode_header(ByteView unit) {
  Decoded<Header> decoded(boost::system::in_place_value);
  if (unit.size() < header_size) {
    decoded = truncation(unit);
    return decoded;
  }
  HeaderReader reader(unit.data());
  walk_header(reader, *decoded);
  if (unit[0] != rpc_vers) {
    decoded = DecodeError{errc::rpc_version, 0};
  } else if (unit[1] > rpc_vers_minor_max) {
    decoded = DecodeError{errc::rpc_version, 1};
  } else if (unit[4] > integer_representation_max) {
    decoded = DecodeError{errc::integer_representation, 4};
  }
  return decoded;
}

protocol::Frame frame(ByteView front) {
  using State = protocol::Frame::State;
  const std::size_t size = front.size();
  if (size > 0 && front[0] != rpc_vers) return {State::lost, 0};
  if (size > 1 && front[1] > rpc_vers_minor_max) return {State::lost, 0};
  if (size > 4 && front[4] > integer_representation_max) return {State::lost, 0};
  if (size < frame_peek_size) return {State::needs_more, frame_peek_size};
  const DataRepresentation drep{{front[4], front[5], front[6], front[7]}};
  const auto frag_length = load_integer<std::uint16_t>(&front[8], drep.byte_order());
  if (frag_length < header_size) return {State::lost, 0};
  return {State::sized, frag_length};
}

}  // namespace ripcord::dcerpc
