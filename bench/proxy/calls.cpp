#include "bench/proxy/calls.hpp"

#include "transports/dcerpc/endpoint_map.hpp"
#include "transports/dcerpc/fragmentation.hpp"
#include "transports/dcerpc/pdu.hpp"
#include "transports/dcerpc/tower_binding.hpp"

#include <cstring>

namespace ripcord::bench {
namespace {

using namespace dcerpc;

// What a Windows peer offers over TCP.
constexpr std::uint16_t frag_size = 5840;
constexpr std::size_t small_stub_size = 64 - 24;
constexpr std::size_t large_stub_size = 1024 * 1024;

constexpr std::size_t ptype_at = 2;
constexpr std::size_t pfc_flags_at = 3;
constexpr std::size_t frag_length_at = 8;
constexpr std::size_t call_id_at = 12;
constexpr std::size_t opnum_at = 22;

template <typename Integer>
Integer integer_at(ByteView unit, std::size_t offset) {
  // All units here are little endian, as is every machine that this runs on.
  Integer value = 0;
  std::memcpy(&value, unit.data() + offset, sizeof(value));
  return value;
}

constexpr std::uint16_t opnum_of(Row row) {
  switch (row) {
    case Row::ping:
      return 1;  // EchoData
    case Row::up:
      return 2;  // SinkData
    case Row::down:
      return 4;  // SourceData is 3, which on the endpoint mapper is ept_map.
    case Row::map:
      return 3;  // ept_map
  }
  return 0;
}

template <typename Pdu>
Bytes units_of(Pdu pdu, const Bytes& stub) {
  Bytes units;
  Fragments fragments(stub, {.frag_size_max = frag_size});
  while (const std::optional<Fragment> fragment = fragments.next()) {
    pdu.header.pfc_flags = fragment->pfc_flags;
    pdu.alloc_hint = fragment->alloc_hint;
    pdu.stub = fragment->stub;
    encode(pdu, units);
  }
  return units;
}

template <typename Message>
Bytes stub_of(const Message& message) {
  Bytes stub;
  ept::encode_stub(message, ByteOrder::little_endian, stub);
  return stub;
}

Bytes map_question() {
  return stub_of(
      ept::MapIn{.map_tower = {1, tower_octets({.interface = rpcecho_interface, .port = 0})},
                 .max_towers = 1});
}

Bytes map_answer(std::uint16_t port) {
  return stub_of(
      ept::MapOut{.num_towers = 1,
                  .max_count = 1,
                  .towers = {{1, tower_octets({.interface = rpcecho_interface, .port = port})}}});
}

}  // namespace

std::optional<Row> row_of(std::string_view text) {
  if (text == "ping") return Row::ping;
  if (text == "up") return Row::up;
  if (text == "down") return Row::down;
  if (text == "map") return Row::map;
  return std::nullopt;
}

std::optional<Row> row_of_opnum(std::uint16_t opnum) {
  for (const Row row : {Row::ping, Row::up, Row::down, Row::map}) {
    if (opnum == opnum_of(row)) return row;
  }
  return std::nullopt;
}

Bytes request_units(Row row) {
  const Request request{.opnum = opnum_of(row)};
  if (row == Row::map) return units_of(request, map_question());
  return units_of(request, Bytes(row == Row::up ? large_stub_size : small_stub_size, 0x55));
}

Bytes response_units(Row row, std::uint16_t port) {
  if (row == Row::map) return units_of(Response{}, map_answer(port));
  return units_of(Response{}, Bytes(row == Row::down ? large_stub_size : small_stub_size, 0xaa));
}

Bytes bind_unit(Row row) {
  Bind bind{.max_xmit_frag = frag_size, .max_recv_frag = frag_size};
  bind.header.call_id = 1;
  bind.p_context_elem.push_back(
      {.abstract_syntax = row == Row::map ? epmapper_interface : rpcecho_interface,
       .transfer_syntaxes = {ndr20}});
  Bytes unit;
  encode(bind, unit);
  return unit;
}

Bytes bind_ack_unit() {
  BindAck ack{.max_xmit_frag = frag_size, .max_recv_frag = frag_size, .assoc_group_id = 1};
  ack.header.call_id = 1;
  ack.sec_addr = port_spec("135");
  ack.p_results.push_back({.transfer_syntax = ndr20});
  Bytes unit;
  encode(ack, unit);
  return unit;
}

void stamp(MutableByteView units, std::uint32_t call_id) {
  while (!units.empty()) {
    std::memcpy(units.data() + call_id_at, &call_id, sizeof(call_id));
    units = units.subspan(integer_at<std::uint16_t>(units, frag_length_at));
  }
}

bool ends_response(ByteView units, std::uint32_t call_id) {
  ByteView last;
  while (!units.empty()) {
    const std::size_t size = integer_at<std::uint16_t>(units, frag_length_at);
    if (size < header_read || size > units.size()) return false;
    last = units.first(size);
    units = units.subspan(size);
  }
  if (last.empty()) return false;
  const Glimpse seen = glimpse(last);
  return seen.ptype == static_cast<std::uint8_t>(PduType::response) && seen.last_fragment &&
         seen.call_id == call_id;
}

Glimpse glimpse(ByteView unit) {
  return {.ptype = unit[ptype_at],
          .last_fragment = (unit[pfc_flags_at] & pfc::last_frag) != 0,
          .frag_length = integer_at<std::uint16_t>(unit, frag_length_at),
          .call_id = integer_at<std::uint32_t>(unit, call_id_at),
          .opnum = integer_at<std::uint16_t>(unit, opnum_at)};
}

}  // namespace ripcord::bench
