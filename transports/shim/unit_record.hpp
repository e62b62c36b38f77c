#pragma once

#include "transports/shim/moment.hpp"
#include "transports/trace/record.hpp"

#include <cstddef>

namespace ripcord::shim {

/// A record of kind `what` about `unit`.
inline trace::Record unit_record(trace::What what, Time now, const Unit& unit) {
  const protocol::UnitInfo& info = unit.info;
  const auto first = info.first_fragment ? trace::flag::first_fragment : std::uint8_t{0};
  const auto last = info.last_fragment ? trace::flag::last_fragment : std::uint8_t{0};
  return {.time = now.time_since_epoch().count(),
          .value = unit.stream_offset,
          .connection = unit.scope.id,
          .call = info.call,
          .fragment = info.fragment,
          .call_id = info.call_id,
          .interface = info.interface,
          .operation = info.operation,
          .what = what,
          .direction = static_cast<std::uint8_t>(unit.direction),
          .pdu = info.pdu,
          .flags = static_cast<std::uint8_t>(first | last)};
}

/// How many bytes of `unit` come before what a caller sent: all where no call is about, none where
/// it is no unit of the protocol.
inline std::size_t header_bytes(const Unit& unit) {
  if (unit.kind == Unit::Kind::bytes) return 0;
  return unit.info.stub_size > 0 ? unit.info.stub_offset : unit.bytes.size();
}

}  // namespace ripcord::shim
