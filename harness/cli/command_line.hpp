#pragma once

#include "harness/cli/options.hpp"

#include <span>

namespace ripcord::cli {

/// What `arguments` (without the program's name) ask for. All errors of the command line end here,
/// with the nearest valid word; nothing is read from disk.
[[nodiscard]] Request parse_command_line(std::span<const char* const> arguments);

}  // namespace ripcord::cli
