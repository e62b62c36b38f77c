#pragma once

#include "transports/trace/log.hpp"

#include <string>

namespace ripcord::trace {

/// A `when:` in flow style that selects the unit of `record` on its connection, ready to be copied
/// into a scenario: `{ connection: 1, direction: to_client, pdu: response, ... }`. `record` is of
/// kind `unit`.
[[nodiscard]] std::string when_text(const Record& record, const Log& log);

/// One line for people about the unit of `record`, without its end: lane, direction, what it is,
/// its size, then `when:`.
[[nodiscard]] std::string unit_line(const Record& record, const Log& log);

}  // namespace ripcord::trace
