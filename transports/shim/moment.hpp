#pragma once

#include "transports/base/bytes.hpp"
#include "transports/base/time.hpp"
#include "transports/protocol/unit_info.hpp"
#include "transports/trace/coordinate.hpp"

#include <cstdint>
#include <span>
#include <string_view>

namespace ripcord::shim {

using protocol::Direction;

/// An end of a connection.
enum class Side : std::uint8_t { client, server };

/// The direction of what `side` receives, and of what it sends.
constexpr Direction toward(Side side) {
  return side == Side::client ? Direction::to_client : Direction::to_server;
}

constexpr Direction from(Side side) { return opposite(toward(side)); }

/// Which ends a fault speaks to.
enum class Toward : std::uint8_t { client, server, both };

/// Whose connection: its lane (client > service) and its place on it.
struct Scope {
  trace::NameId client = trace::no_name;
  trace::NameId service = trace::no_name;
  /// The lane's k-th connection, from 1.
  std::uint32_t number = 0;
  /// The connection's number in the log, from 1.
  std::uint32_t id = 0;
};

/// What a fault sees: one PDU (framed), one chunk of bytes where framing is lost or there is no
/// protocol, or a client's wish to connect. As its sender sent it, whatever earlier rules did to
/// it.
struct Unit {
  enum class Kind : std::uint8_t { connect, pdu, bytes };

  Kind kind = Kind::pdu;
  Direction direction = Direction::to_server;
  /// Of a PDU. `info.pdu` is `trace::connect_pdu` or `trace::opaque_pdu` for the other kinds.
  protocol::UnitInfo info;
  /// The bytes; valid while the unit passes. Empty for a connect.
  ByteView bytes;
  /// Where the unit begins in its direction's stream, in bytes from 0.
  std::uint64_t stream_offset = 0;
  /// The k-th unit of its PDU type in its direction (of bytes: the k-th aligned block), from 1.
  std::uint32_t ordinal = 0;
  /// The k-th association of the lane, from 1; 0 = not known yet.
  std::uint32_t association = 0;
  Scope scope;

  [[nodiscard]] trace::Coordinate coordinate() const;
};

/// A named number or text that goes with a happening.
struct Detail {
  std::string_view name;
  /// Empty: the detail is a number.
  std::string_view text;
  std::uint64_t number = 0;
};

/// What a peer says that it did: `file_closed`, `server_started`. The texts need only live during
/// the call that publishes it.
struct Happening {
  std::string_view event;
  std::string_view client;
  std::string_view service;
  std::span<const Detail> details;
};

/// What a trigger looks at: a unit that passes or a happening.
struct Moment {
  Time now{};
  /// Exactly one of the two is set.
  const Unit* unit = nullptr;
  const Happening* happening = nullptr;
  /// Whose moment it is.
  trace::NameId client = trace::no_name;
  trace::NameId service = trace::no_name;
  /// Name of the happening, and which one of that name by that peer it is, from 1.
  trace::NameId event = trace::no_name;
  std::uint32_t ordinal = 0;
};

}  // namespace ripcord::shim
