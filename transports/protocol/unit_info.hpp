#pragma once

#include "transports/protocol/interface_table.hpp"

#include <cstdint>

namespace ripcord::protocol {

enum class Direction : std::uint8_t { to_server, to_client };

constexpr Direction opposite(Direction direction) {
  return direction == Direction::to_server ? Direction::to_client : Direction::to_server;
}

/// Not an operation: the unit belongs to no call.
inline constexpr std::uint16_t no_operation = 0xffff;

/// What a protocol says of one unit, in words that every protocol shares. A unit that carries part
/// of an answer has its question's interface, operation and call.
struct UnitInfo {
  /// Index in `Protocol::pdu_names()`.
  std::uint8_t pdu = 0;
  bool first_fragment = true;
  bool last_fragment = true;
  /// The wire's own name of the call. Peers reuse and forge it: `call` is what rules count.
  std::uint32_t call_id = 0;
  InterfaceIndex interface = unknown_interface;
  /// Whether the unit belongs to a call of the protocol's endpoint directory, in an encoding that
  /// `Directory` reads.
  bool directory = false;
  std::uint16_t operation = no_operation;
  /// The call's number among the calls of that interface and operation on this connection, from 1;
  /// 0 = no call.
  std::uint32_t call = 0;
  /// The fragment's number within its call and direction, from 1; 0 = no call.
  std::uint32_t fragment = 0;
  /// Where in the unit the stub (the call's own bytes) begins, and its size; 0 and 0 where there is
  /// none.
  std::uint32_t stub_offset = 0;
  std::uint32_t stub_size = 0;
  /// How many stub bytes of this call and direction came before this unit.
  std::uint64_t call_offset = 0;
  /// The association (group of connections) as the wire names it, once known; 0 before.
  std::uint32_t association = 0;
};

}  // namespace ripcord::protocol
