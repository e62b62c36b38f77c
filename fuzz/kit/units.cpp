#include "fuzz/kit/units.hpp"

#include "fuzz/kit/input.hpp"
#include "transports/base/assert.hpp"
#include "transports/base/octets.hpp"
#include "transports/dcerpc/dcerpc_protocol.hpp"
#include "transports/dcerpc/pdu.hpp"

#include <algorithm>

namespace ripcord::fuzz {
namespace {

using State = protocol::Frame::State;

/// Fields stand side by side, from the first octet on.
struct Coverage final : protocol::FieldVisitor {
  void visit(const protocol::Field& field) override {
    RIPCORD_ASSERT(field.offset == end);
    end += field.width;
  }
  std::size_t end = 0;
};

/// The size of the whole unit at the front of `bytes`; 0 if there is none.
std::size_t front_size(ByteView bytes) {
  const protocol::Frame frame = dcerpc::frame(bytes);
  return frame.state == State::sized && frame.size <= bytes.size() ? frame.size : 0;
}

constexpr std::size_t choices_size = 4;

}  // namespace

std::vector<std::size_t> ends_of_units(ByteView stream, std::size_t read_size) {
  std::vector<std::size_t> ends;
  std::size_t begin = 0;
  std::size_t end = 0;
  protocol::Frame frame = dcerpc::frame({});
  while (end < stream.size()) {
    end = std::min(end + read_size, stream.size());
    // Asked again only once there is as much as it asked for, as a reader with a buffer does.
    while (frame.state != State::lost && end - begin >= frame.size) {
      if (frame.state == State::sized) ends.push_back(begin += frame.size);
      const protocol::Frame next = dcerpc::frame(stream.subspan(begin, end - begin));
      RIPCORD_ASSERT(next.state != State::needs_more || next.size > end - begin);
      frame = next;
    }
  }
  return ends;
}

std::vector<ByteView> cut(ByteView stream) {
  std::vector<ByteView> units;
  while (const std::size_t size = front_size(stream)) {
    units.push_back(stream.first(size));
    stream = stream.subspan(size);
  }
  return units;
}

void check_unit(ByteView unit) {
  const Decoded<dcerpc::Pdu> pdu = dcerpc::decode(unit);
  Coverage coverage;
  dcerpc::protocol().fields(unit, coverage);
  RIPCORD_ASSERT(coverage.end <= unit.size());
  if (!pdu) return RIPCORD_ASSERT(pdu.error().offset <= unit.size());
  RIPCORD_ASSERT(coverage.end == unit.size());
  Bytes again;
  dcerpc::encode(*pdu, again);
  RIPCORD_ASSERT(std::ranges::equal(again, unit));
  RIPCORD_ASSERT(dcerpc::decode_header(unit).has_value());
  RIPCORD_ASSERT(dcerpc::stub_offset(dcerpc::header_of(*pdu)) <= unit.size());
}

Bytes unit_from(ByteView input, std::span<const dcerpc::PduType> types) {
  Input choices(input.data(), input.size());
  const dcerpc::PduType type = types[choices.choice(types.size())];
  const std::uint8_t flags = choices.byte();
  const auto order = static_cast<ByteOrder>(choices.choice(2));
  const std::size_t wanted_auth = choices.byte();
  const ByteView body = choices.bytes(dcerpc::frag_length_max - dcerpc::header_size);
  const std::size_t room =
      body.size() < dcerpc::sec_trailer_size ? 0 : body.size() - dcerpc::sec_trailer_size;

  Bytes unit{5, 0, static_cast<Byte>(type), flags};
  unit.resize(dcerpc::header_size);
  std::ranges::copy(dcerpc::DataRepresentation::of(order).octets, unit.begin() + 4);
  store_integer(&unit[8], static_cast<std::uint16_t>(dcerpc::header_size + body.size()), order);
  store_integer(&unit[10], static_cast<std::uint16_t>(std::min(wanted_auth, room)), order);
  store_integer(&unit[12], std::uint32_t{1}, order);
  unit.insert(unit.end(), body.begin(), body.end());
  return unit;
}

Bytes input_for(ByteView unit, std::span<const dcerpc::PduType> types) {
  const Decoded<dcerpc::Header> header = dcerpc::decode_header(unit);
  if (!header) return {};
  const auto type = std::ranges::find(types, header->ptype);
  if (type == types.end() || header->auth_length > 0xff) return {};
  Bytes input{static_cast<Byte>(type - types.begin()),
              header->pfc_flags,
              static_cast<Byte>(header->byte_order()),
              static_cast<Byte>(header->auth_length)};
  RIPCORD_ASSERT(input.size() == choices_size);
  input.insert(input.end(), unit.begin() + dcerpc::header_size, unit.end());
  return input;
}

}  // namespace ripcord::fuzz
