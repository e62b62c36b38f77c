#include "fuzz/seeds/wire_seeds.hpp"

#include "fuzz/kit/body_targets.hpp"
#include "fuzz/kit/units.hpp"
#include "transports/dcerpc/endpoint_map.hpp"
#include "transports/dcerpc/management.hpp"
#include "transports/dcerpc/pdu.hpp"
#include "transports/dcerpc/verification_trailer.hpp"

#include <array>
#include <initializer_list>
#include <map>
#include <string>

namespace ripcord::fuzz {
namespace {

using dcerpc::PduType;
using protocol::Direction;

Bytes joined(Bytes front, ByteView back) {
  front.insert(front.end(), back.begin(), back.end());
  return front;
}

/// The target of a whole stub of the mapper's; empty where there is none.
std::string mapper_target(std::uint16_t operation, Direction direction) {
  const bool asks = direction == Direction::to_server;
  switch (static_cast<dcerpc::ept::Opnum>(operation)) {
    case dcerpc::ept::Opnum::ept_insert:
    case dcerpc::ept::Opnum::ept_delete:
      return "mapper_insert";
    case dcerpc::ept::Opnum::ept_lookup:
      return asks ? "mapper_lookup_in" : "mapper_lookup_out";
    case dcerpc::ept::Opnum::ept_map:
      return asks ? "mapper_map_in" : "mapper_map_out";
    default:
      return "mapper_handle";
  }
}

void add_stub(std::string_view name, const SentUnit& sent, SeedFolder& seeds) {
  if (sent.info.stub_size == 0) return;
  const ByteView stub = ByteView(sent.unit).subspan(sent.info.stub_offset, sent.info.stub_size);
  if (dcerpc::find_verification_trailer(stub))
    seeds.add("verification_trailer", name, Bytes(stub.begin(), stub.end()));
  // Read as two integers, a UUID and whatever follows.
  seeds.add("ndr", name, joined({0, 4, 2, 2, 4, 6, 2}, stub));
  if (!sent.info.directory) return;
  const Bytes whole(stub.begin(), stub.end());
  seeds.add(mapper_target(sent.info.operation, sent.direction), name, whole);
  const auto operation = static_cast<dcerpc::ept::Opnum>(sent.info.operation);
  const auto choice = static_cast<Byte>(operation == dcerpc::ept::Opnum::ept_map);
  if (sent.direction == Direction::to_client) {
    for (const Byte piece : std::initializer_list<Byte>{7, 255})
      seeds.add("endpoint_rewriter", name, joined({choice, piece}, stub));
    // Each edit, with a status that is no success.
    for (const Byte edit : std::initializer_list<Byte>{0, 1, 2, 3, 4})
      seeds.add("directory", name, joined({choice, edit, 0, 5}, stub));
    if (const auto out =
            dcerpc::ept::decode_stub<dcerpc::ept::MapOut>(stub, ByteOrder::little_endian))
      for (const dcerpc::ept::TowerPointer& tower : out->towers)
        seeds.add("tower", name, tower.octets);
  }
}

void add_unit(std::string_view name, const SentUnit& sent, SeedFolder& seeds) {
  for (const BodyTarget& target : body_targets()) {
    const Bytes body = input_for(sent.unit, target.types);
    if (!body.empty())
      seeds.add(std::string(target.name), name, joined(Bytes(target.choices_size), body));
  }
  for (const Byte kind : std::initializer_list<Byte>{0, 1, 2, 3})
    seeds.add("forgery", name, joined({kind, 0x1c, 0x01, 0}, sent.unit));
  add_stub(name, sent, seeds);
}

}  // namespace

void add_wire_seeds(std::string_view name, const std::vector<SentUnit>& talk, SeedFolder& seeds) {
  std::map<std::size_t, std::array<Bytes, 2>> connections;
  Bytes answers;
  for (const SentUnit& sent : talk) {
    add_unit(name, sent, seeds);
    auto& [both, asked] = connections[sent.connection];
    // The flag by which the target `conversation` knows who sends.
    Bytes marked = sent.unit;
    if (sent.direction == Direction::to_client) marked[3] |= dcerpc::pfc::reserved;
    both = joined(std::move(both), marked);
    if (sent.direction == Direction::to_server) asked = joined(std::move(asked), sent.unit);
    if (sent.direction == Direction::to_client) answers = joined(std::move(answers), sent.unit);
  }
  for (const auto& [number, words] : connections) {
    seeds.add("pdu_stream", name, words[0]);
    seeds.add("conversation", name, words[0]);
    for (const Byte profile : std::initializer_list<Byte>{0, 1})
      seeds.add("server_session", name, joined({profile}, words[1]));
  }
  for (const Byte errand : std::initializer_list<Byte>{0, 1, 2})
    seeds.add("client", name, joined({errand, 0, 0}, answers));
}

}  // namespace ripcord::fuzz
