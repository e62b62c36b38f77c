#pragma once

#include "transports/trace/log.hpp"

#include <cstddef>
#include <string>

namespace ripcord::explore {

/// Where the last conversation of a client stood, as the wire shows it, when the first `records`
/// records of `log` were made: `in AddOne, ended before its answer`, `behind ept_map`,
/// `connecting to store`, `before it connected`. Of all conversations the one that said something
/// last counts. It tells apart failures of programs that say nothing else of themselves.
[[nodiscard]] std::string standing(const trace::Log& log, std::size_t records);

}  // namespace ripcord::explore
