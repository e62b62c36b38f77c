#pragma once

#include "transports/trace/log.hpp"

#include <string>

namespace ripcord::trace {

/// `record` as one line for people, without its end: seconds since the run began, then what
/// happened. Of a unit, it ends with a `when:` that selects it.
[[nodiscard]] std::string plain_line(const Record& record, const Log& log);

}  // namespace ripcord::trace
