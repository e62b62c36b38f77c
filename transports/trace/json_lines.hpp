#pragma once

#include "transports/trace/log.hpp"

#include <string>

namespace ripcord::trace {

/// The version of the line format that docs/formats.md describes.
inline constexpr int json_lines_format = 1;

/// `log` as JSON lines: one object a record, the run's header first, ends with a newline. Two equal
/// logs give equal bytes; nothing in it tells of the machine.
[[nodiscard]] std::string json_lines(const Log& log);

}  // namespace ripcord::trace
