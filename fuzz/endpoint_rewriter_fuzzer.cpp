// Any answer of the mapper, in fragments of any size: a rewriter edits bytes of ports and addresses
// only, and none that has left. The first byte chooses the operation, the second the fragments'
// size.

#include "transports/base/assert.hpp"
#include "transports/dcerpc/dcerpc_protocol.hpp"
#include "transports/dcerpc/pdu.hpp"
#include "transports/shim/endpoint_rewriter.hpp"

#include <set>

using namespace ripcord;
struct Guide final : shim::Guide {
  std::optional<std::uint16_t> lead(const protocol::DirectoryEntry&) override { return 513; }
  void met_protected(protocol::Protection) override {}
};

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  const protocol::Directory& directory = dcerpc::protocol().directory();
  const auto operation = static_cast<std::uint16_t>(2 + data[0] % 2);
  const std::size_t piece = data[1] == 0 ? 1 : data[1];
  const ByteView stub(data + 2, size - 2);
  std::vector<protocol::EndpointPlace> places;
  std::set<std::size_t> may_change;
  shim::EndpointRewriter rewriter({.directory = directory,
                                   .guide = std::make_unique<Guide>(),
                                   .upstream = "192.0.2.7",
                                   .dialled = "127.0.0.1"});
  std::uint64_t sent = 0;
  std::uint64_t left = 0;
  std::unique_ptr<protocol::AnswerReader> whole;
  std::vector<std::pair<std::uint64_t, std::size_t>> edited;
  for (std::size_t at = 0, number = 1; at < stub.size() || number == 1; at += piece, ++number) {
    const ByteView part = stub.subspan(at, std::min(piece, stub.size() - at));
    Bytes bytes;
    dcerpc::encode(dcerpc::Response{.stub = part}, bytes);
    shim::Unit unit{.direction = shim::Direction::to_client, .bytes = bytes};
    unit.info = {.pdu = 2,
                 .first_fragment = number == 1,
                 .last_fragment = at + piece >= stub.size(),
                 .directory = true,
                 .operation = operation,
                 .call = 1,
                 .fragment = static_cast<std::uint32_t>(number),
                 .stub_offset = 24,
                 .stub_size = static_cast<std::uint32_t>(part.size())};
    if (number == 1) whole = std::move(directory.open(unit.info, bytes)->reader);
    std::vector<shim::Edit> edits;
    const std::uint64_t kept = rewriter.pass(unit, bytes, sent, edits);
    sent += bytes.size();
    const std::size_t unit_size = 24 + piece;
    for (const shim::Edit& edit : edits) {
      RIPCORD_ASSERT(edit.position >= left && edit.position < sent);
      RIPCORD_ASSERT(edit.position % unit_size >= 24);
      edited.emplace_back(edit.position,
                          edit.position / unit_size * piece + edit.position % unit_size - 24);
    }
    left = std::min(kept, sent);
  }
  whole->read(stub, places);
  for (const protocol::EndpointPlace& place : places) {
    for (std::size_t i = 0; i < 2; ++i) may_change.insert(place.port_offset + i);
    for (std::size_t i = 0; place.host_offset && i < 4; ++i)
      may_change.insert(*place.host_offset + i);
  }
  for (const auto& [position, offset] : edited) RIPCORD_ASSERT(may_change.contains(offset));
  RIPCORD_ASSERT(left == sent);
  return 0;
}
