#include "fuzz/differential/decode_row.hpp"

#include "transports/base/assert.hpp"
#include "transports/base/octets.hpp"
#include "transports/dcerpc/pdu.hpp"
#include "transports/dcerpc/tower.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <variant>
#include <vector>

namespace ripcord::fuzz {
namespace {

using namespace dcerpc;

/// Fields of a body, as far as its type has them.
struct Body {
  std::string contexts;
  std::string opnum;
  std::string status;
};

Body body_of(const Request& request) {
  return {.contexts = fmt::to_string(request.p_cont_id), .opnum = fmt::to_string(request.opnum)};
}

/// A response has no opnum: who says one knows the request.
Body body_of(const Response& response) {
  return {.contexts = fmt::to_string(response.p_cont_id), .opnum = "?"};
}

Body body_of(const Fault& fault) {
  return {.contexts = fmt::to_string(fault.p_cont_id),
          .opnum = "?",
          .status = fmt::to_string(fault.status)};
}

Body body_of(const Bind& bind) {
  std::vector<std::uint16_t> ids;
  for (const ContextElement& element : bind.p_context_elem) ids.push_back(element.p_cont_id);
  return {.contexts = fmt::format("{}", fmt::join(ids, ","))};
}

template <typename Type>
Body body_of(const Type&) {
  return {};
}

}  // namespace

std::string decode_row(ByteView unit) {
  const Decoded<Header> header = decode_header(unit);
  RIPCORD_ASSERT(header.has_value());
  Body body{.contexts = "?", .opnum = "?", .status = "?"};
  std::string refusal;
  if (const Decoded<Pdu> pdu = decode(unit)) {
    body = std::visit([](const auto& known) { return body_of(known); }, *pdu);
  } else {
    refusal = pdu.error().code.message();
    std::ranges::replace(refusal, ' ', '_');
  }
  return fmt::format("{}\t{}\t{:02x}\t{}\t{}\t{}\t{}\t{}\t{}\t{}",
                     static_cast<unsigned>(header->ptype),
                     header->pfc_flags,
                     fmt::join(header->packed_drep.octets, ""),
                     header->frag_length,
                     header->auth_length,
                     header->call_id,
                     body.contexts,
                     body.opnum,
                     body.status,
                     refusal);
}

std::string tower_ports(std::span<const ept::TowerPointer> towers) {
  std::vector<std::uint16_t> ports;
  for (const ept::TowerPointer& pointer : towers) {
    const Decoded<Tower> tower = Tower::decode(pointer.octets);
    if (!tower) continue;
    for (const Floor& floor : tower->floors())
      if (floor.id() == floor_id::tcp && floor.rhs.size() == sizeof(std::uint16_t))
        ports.push_back(load_integer<std::uint16_t>(floor.rhs.data(), ByteOrder::big_endian));
  }
  return fmt::format("{}", fmt::join(ports, ","));
}

}  // namespace ripcord::fuzz
