#pragma once

#include "transports/trace/log.hpp"

#include <string>

namespace ripcord::trace {

/// A `when:` in flow style that selects the unit of `record`, ready to be copied into a scenario:
/// `{ client: c, service: s, connection: 1, direction: to_client, pdu: response, ... }`. Of units
/// that belong to no call it selects all of that type and interface on the connection, which is
/// mostly one. `record` is of kind `unit`.
[[nodiscard]] std::string when_text(const Record& record, const Log& log);

/// One line for people about the unit of `record`, without its end: lane, direction, what it is,
/// its size, then `when:`.
[[nodiscard]] std::string unit_line(const Record& record, const Log& log);

}  // namespace ripcord::trace
