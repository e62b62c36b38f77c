#pragma once

#include "transports/trace/record.hpp"

#include <cstdint>
#include <string>

namespace ripcord::trace {

class Log;

/// The stable name of a point where a fault could strike:
/// `lane / connection / direction / operation / call / fragment / site`.
///
/// It is made only of what peers do, in their own order on one connection: no time, no port and no
/// call_id. So it stays the same when another client, another rule or another connection comes in.
struct Coordinate {
  /// The lane: client > service. Of a happening: who published it.
  NameId client = no_name;
  NameId service = no_name;
  /// The lane's k-th connection, from 1; 0 = none (a happening).
  std::uint32_t connection = 0;
  /// 0 = to the server, 1 = to the client.
  std::uint8_t direction = 0;
  std::uint8_t pdu = no_pdu;
  std::uint16_t interface = no_interface;
  /// `no_operation`: the unit belongs to no call and is named by its PDU type.
  std::uint16_t operation = no_operation;
  /// The k-th call of that operation, the k-th unit of that PDU type, the k-th block of an unframed
  /// stream, or the k-th happening of that name by that peer; from 1.
  std::uint32_t call = 0;
  std::uint32_t fragment = 0;
  /// Name of a happening.
  NameId event = no_name;
  Site site = Site::before;
  /// Bytes into the unit, where `site` is inside.
  std::uint32_t offset = 0;

  friend bool operator==(const Coordinate&, const Coordinate&) = default;
};

/// PDU numbers of units that no protocol names.
inline constexpr std::uint8_t connect_pdu = 63;
inline constexpr std::uint8_t opaque_pdu = 62;

/// `ntbackup>information-store/2/to_client/backup.BackupRead/2/3/inside:512`;
/// `ntbackup>information-store/1/to_server/bind/1/1/before`; `>information-store/file_closed/1`.
[[nodiscard]] std::string coordinate_text(const Coordinate& coordinate, const Log& log);

/// A number for the coordinate without its site, equal in every run and build.
[[nodiscard]] std::uint64_t coordinate_hash(const Coordinate& coordinate, const Log& log);

}  // namespace ripcord::trace
