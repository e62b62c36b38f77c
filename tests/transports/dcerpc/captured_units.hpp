#pragma once

#include "transports/protocol/protocol.hpp"

#include <string>
#include <vector>

namespace ripcord::dcerpc {

/// One PDU of a capture, and what its connection's conversation said of it.
struct CapturedUnit {
  std::size_t connection = 0;
  protocol::Direction direction = protocol::Direction::to_server;
  Bytes unit;
  protocol::UnitInfo info;
};

/// The interfaces that the captures use.
const protocol::InterfaceTable& captured_interfaces();

/// Every PDU of tests/captures/`name`.pcap, in the order in which their last bytes were captured.
/// Bytes that are no PDU end the test program.
std::vector<CapturedUnit> captured_units(const std::string& name);

}  // namespace ripcord::dcerpc
