#include "tests/transports/dcerpc/captured_units.hpp"

#include "tests/support/capture.hpp"
#include "transports/base/assert.hpp"
#include "transports/dcerpc/dcerpc_protocol.hpp"
#include "transports/dcerpc/syntax.hpp"

#include <array>
#include <map>
#include <memory>

namespace ripcord::dcerpc {
namespace {

using protocol::Direction;

/// A captured connection: what is left of each direction's bytes, and the conversation.
struct Connection {
  std::array<Bytes, 2> left;
  std::unique_ptr<protocol::Conversation> conversation = protocol().converse(captured_interfaces());
};

}  // namespace

const protocol::InterfaceTable& captured_interfaces() {
  static const protocol::InterfaceTable table = [] {
    protocol::InterfaceTable interfaces;
    interfaces.add({"epmapper", epmapper_interface, {}});
    interfaces.add({"mgmt", mgmt_interface, {}});
    interfaces.add({"rpcecho", rpcecho_interface, {}});
    return interfaces;
  }();
  return table;
}

std::vector<CapturedUnit> captured_units(const std::string& name) {
  std::map<std::size_t, Connection> connections;
  std::vector<CapturedUnit> units;
  for (const CapturedSegment& segment :
       read_capture(RIPCORD_SOURCE_DIR "/tests/captures/" + name + ".pcap")) {
    const Direction direction = segment.sender == CapturedSegment::Sender::client
                                    ? Direction::to_server
                                    : Direction::to_client;
    Connection& connection = connections[segment.connection];
    Bytes& left = connection.left[static_cast<std::size_t>(direction)];
    left.insert(left.end(), segment.payload.begin(), segment.payload.end());
    for (protocol::Frame frame = protocol().frame(left);
         frame.state == protocol::Frame::State::sized && frame.size <= left.size();
         frame = protocol().frame(left)) {
      const auto end = left.begin() + static_cast<std::ptrdiff_t>(frame.size);
      CapturedUnit unit{segment.connection, direction, Bytes(left.begin(), end), {}};
      unit.info = connection.conversation->observe(direction, unit.unit);
      units.push_back(std::move(unit));
      left.erase(left.begin(), end);
    }
    RIPCORD_ASSERT(protocol().frame(left).state != protocol::Frame::State::lost);
  }
  return units;
}

}  // namespace ripcord::dcerpc
