#pragma once

#include "transports/trace/legend.hpp"

#include <cstdint>
#include <type_traits>

namespace ripcord::trace {

/// What a record tells. The comment names the fields that it uses beside `time`.
enum class What : std::uint8_t {
  /// The run begins. value = seed; subject = scenario, object = variant, call_id = transport (a
  /// name).
  run,
  /// A client wants to connect. connection.
  connect_requested,
  /// Nobody listens there, or a rule says so. connection, rule.
  connect_refused,
  connect_established,
  /// A sender sent a unit. All fields of the wire; value = its offset in the stream.
  unit,
  /// A rule's `when` held, but its counting let the unit pass. As `fired`.
  matched,
  /// A rule struck. rule, digest = coordinate hash, site, value = offset within the unit, and the
  /// unit's fields. Of a happening: connection 0, subject = event, object = client, call_id =
  /// service (a name), call = its ordinal.
  fired,
  /// A fault used a verb of the emitter. rule, verb, direction, length, value = a duration or an
  /// offset.
  verb,
  /// Bytes left the wire toward their receiver. connection, direction, length.
  delivered,
  /// The end of a stream: flags = `by_sender` as it came in, else as it went out. connection,
  /// direction.
  finish,
  reset,
  /// Bytes that nobody will receive. connection, direction, length. Flagged `number`: they were
  /// taken back by a reset of the receiver, whose machine had acknowledged value bytes.
  discarded,
  /// What follows in this direction is no unit of the protocol. connection, direction.
  framing_lost,
  /// A peer says what it did. subject = event, object = client, call_id = service (a name),
  /// interface, operation, value = port, length = status, fragment = what it was about (a name).
  happening,
  /// A detail of the happening (or action, or verdict) before it. subject = name; object = text, or
  /// value = number.
  detail,
  /// A client begins a call. subject = client, object = service, interface, operation, call.
  call_started,
  /// value = outcome code.
  call_ended,
  /// The world changed by an action. rule, subject = verb, object = what it changed, value.
  action,
  /// subject = service, value = port; flags = `opened` or none.
  listener,
  /// subject = service, interface, value = port; flags = `opened` or none.
  registration,
  /// subject = oracle or "run", object = what it says.
  verdict,
};

enum class Verb : std::uint8_t {
  none,
  forward,
  forward_after,
  forward_prefix,
  cut,
  hold,
  release,
  drop,
  replace,
  inject,
  finish,
  reset,
  stall,
  heal,
  wake_later,
  refuse,
  blackhole,
  swallow,
};

/// Where in its unit a fault strikes.
enum class Site : std::uint8_t { before, inside, after };

/// Bits of `Record::flags`.
namespace flag {
inline constexpr std::uint8_t first_fragment = 1;
inline constexpr std::uint8_t last_fragment = 2;
/// Bytes of this record are in the payload: `length` of them.
inline constexpr std::uint8_t payload = 4;
inline constexpr std::uint8_t by_sender = 8;
inline constexpr std::uint8_t opened = 16;
/// The record has a number in `value`, not a name.
inline constexpr std::uint8_t number = 32;
/// Of the payload's bytes only the first are there; four bytes before them say how many.
inline constexpr std::uint8_t cut = 64;
}  // namespace flag

inline constexpr std::uint16_t no_rule = 0xffff;
inline constexpr std::uint16_t no_interface = 0xffff;
inline constexpr std::uint16_t no_operation = 0xffff;
inline constexpr std::uint8_t no_pdu = 0xff;

/// One thing that happened. Fixed size, no pointers; what a field means depends on `what`.
struct Record {
  /// Nanoseconds since the runtime began.
  std::int64_t time = 0;
  /// Of the unit's bytes, or a coordinate's hash.
  std::uint64_t digest = 0;
  std::uint64_t value = 0;
  /// Number of a connection of the log, from 1; 0 = none.
  std::uint32_t connection = 0;
  /// Bytes.
  std::uint32_t length = 0;
  std::uint32_t call = 0;
  std::uint32_t fragment = 0;
  std::uint32_t call_id = 0;
  NameId subject = no_name;
  NameId object = no_name;
  std::uint16_t interface = no_interface;
  std::uint16_t operation = no_operation;
  std::uint16_t rule = no_rule;
  What what = What::run;
  /// 0 = to the server, 1 = to the client.
  std::uint8_t direction = 0;
  std::uint8_t pdu = no_pdu;
  std::uint8_t flags = 0;
  Verb verb = Verb::none;
  Site site = Site::before;

  friend bool operator==(const Record&, const Record&) = default;
};
static_assert(sizeof(Record) == 64);
static_assert(std::is_trivially_copyable_v<Record>);

}  // namespace ripcord::trace
