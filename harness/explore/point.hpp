#pragma once

#include "transports/shim/moment.hpp"
#include "transports/shim/rule_spec.hpp"
#include "transports/trace/log.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ripcord::explore {

/// A place where a fault could strike, by its stable name:
///
///     lane / connection / direction / PDU type / operation / call / fragment / site
///
/// `ntbackup>store/2/to_client/response/backup.BackupRead/2/3/before`,
/// `ntbackup>store/1/to_server/bind/1/before`, `ntbackup>mapper/1/connect`,
/// `>store/file_closed/1`, `ntbackup>/connected/2`.
///
/// It is made only of what peers do, in their own order on one connection: no time, port or
/// call_id. Another client, connection, rule or kind of call moves no other name.
struct Point {
  enum class Kind : std::uint8_t { connect, unit, happening };

  Kind kind = Kind::unit;
  /// The lane: client > service. Of a happening: who published it, the other is empty.
  std::string client;
  std::string service;
  /// Of a happening.
  std::string event;
  /// The lane's k-th connection, from 1; 0 for a happening.
  std::uint32_t connection = 0;
  shim::Direction direction = shim::Direction::to_server;
  std::string pdu;
  /// Of a unit of a call; a nameless operation is its number. Empty for other units.
  std::string interface;
  std::string operation;
  /// The k-th call of that operation, the k-th unit of that PDU type, or the k-th happening of that
  /// name by that peer; from 1.
  std::uint32_t call = 1;
  /// From 1; 0 where there is no call.
  std::uint32_t fragment = 0;
  /// A byte of the unit that is struck; none = the unit as a whole.
  std::optional<std::uint32_t> offset;

  friend bool operator==(const Point&, const Point&) = default;
};

[[nodiscard]] std::string text(const Point& point);

/// The point called `name`; none if nothing can be called so.
[[nodiscard]] std::optional<Point> parse_point(std::string_view name);

/// The point that `record` (a unit, a wish to connect or a happening) is about; `ordinal` counts
/// what has no call: the k-th of its kind.
[[nodiscard]] Point point_of(const trace::Record& record,
                             std::uint32_t ordinal,
                             const trace::Log& log);

/// What selects `point` and no other moment of a run.
void select(const Point& point, shim::RuleSpec& rule);

/// Of `points`, those whose names share most with `missing`'s, the nearest first; at most `count`.
[[nodiscard]] std::vector<Point> nearest_points(const Point& missing,
                                                std::span<const Point> points,
                                                std::size_t count);

}  // namespace ripcord::explore
