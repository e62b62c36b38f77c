#include "fuzz/benches/answer_in_fragments.hpp"

#include "transports/base/assert.hpp"
#include "transports/dcerpc/dcerpc_protocol.hpp"
#include "transports/dcerpc/pdu.hpp"

#include <algorithm>
#include <memory>
#include <optional>

namespace ripcord::fuzz {
namespace {

/// Of a response without sec_trailer.
constexpr std::size_t stub_offset = 24;

struct OneDoor final : shim::Guide {
  std::optional<std::uint16_t> lead(const protocol::DirectoryEntry& /*entry*/) override {
    return 513;
  }
  void met_protected(protocol::Protection /*protection*/) override {}
};

shim::Unit unit_of(ByteView part, std::uint16_t operation, std::uint32_t number) {
  shim::Unit unit{.direction = shim::Direction::to_client};
  unit.info = {.pdu = static_cast<std::uint8_t>(dcerpc::PduType::response),
               .first_fragment = number == 1,
               .directory = true,
               .operation = operation,
               .call = 1,
               .fragment = number,
               .stub_offset = stub_offset,
               .stub_size = static_cast<std::uint32_t>(part.size())};
  return unit;
}

/// Where in the stream the stub's `offset` stands.
std::size_t position_of(std::size_t offset, std::size_t piece) {
  return offset / piece * (stub_offset + piece) + stub_offset + offset % piece;
}

std::vector<std::size_t> places_in(ByteView stub,
                                   std::size_t piece,
                                   protocol::AnswerReader& reader) {
  std::vector<protocol::EndpointPlace> endpoints;
  reader.read(stub, endpoints);
  std::vector<std::size_t> places;
  for (const protocol::EndpointPlace& endpoint : endpoints) {
    for (std::size_t i = 0; i < 2; ++i)
      places.push_back(position_of(endpoint.port_offset + i, piece));
    for (std::size_t i = 0; endpoint.host_offset && i < 4; ++i)
      places.push_back(position_of(*endpoint.host_offset + i, piece));
  }
  return places;
}

}  // namespace

RewrittenAnswer rewrite(std::uint16_t operation, ByteView stub, std::size_t piece) {
  const protocol::Directory& directory = dcerpc::protocol().directory();
  shim::EndpointRewriter rewriter({.directory = directory,
                                   .guide = std::make_unique<OneDoor>(),
                                   .upstream = "192.0.2.7",
                                   .dialled = "127.0.0.1"});
  RewrittenAnswer answer;
  std::uint64_t gone = 0;
  std::uint32_t number = 0;
  for (std::size_t at = 0; at < stub.size() || number == 0; at += piece) {
    const ByteView part = stub.subspan(at, std::min(piece, stub.size() - at));
    Bytes bytes;
    dcerpc::encode(dcerpc::Response{.stub = part}, bytes);
    shim::Unit unit = unit_of(part, operation, ++number);
    unit.info.last_fragment = at + piece >= stub.size();
    unit.bytes = bytes;
    if (number == 1) {
      const auto begin = directory.open(unit.info, bytes);
      RIPCORD_ASSERT(begin.has_value());
      answer.places = places_in(stub, piece, *begin->reader);
    }
    std::vector<shim::Edit> edits;
    const std::uint64_t kept = rewriter.pass(unit, bytes, answer.sent.size(), edits);
    answer.sent.insert(answer.sent.end(), bytes.begin(), bytes.end());
    answer.left.insert(answer.left.end(), bytes.begin(), bytes.end());
    for (const shim::Edit& edit : edits) {
      RIPCORD_ASSERT(edit.position >= gone);
      RIPCORD_ASSERT(edit.position < answer.left.size());
      answer.left[edit.position] = edit.value;
    }
    gone = std::min<std::uint64_t>(kept, answer.sent.size());
  }
  RIPCORD_ASSERT(gone == answer.sent.size());
  return answer;
}

}  // namespace ripcord::fuzz
