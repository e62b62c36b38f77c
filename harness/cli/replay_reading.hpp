#pragma once

#include "harness/cli/console.hpp"
#include "harness/cli/exit_code.hpp"
#include "harness/cli/program.hpp"
#include "harness/cli/searched_scenario.hpp"
#include "harness/explore/replay_file.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace ripcord::cli {

/// The replay in the file at `path`, or nothing: what is wrong is printed, and `code` says what
/// that deserves.
[[nodiscard]] std::optional<explore::Replay> read_replay(const std::string& path,
                                                         std::string_view command,
                                                         const Program& program,
                                                         Console& console,
                                                         ExitCode& code);

/// The run that `replay` is one of.
[[nodiscard]] SearchWish wish_of(const explore::Replay& replay);

}  // namespace ripcord::cli
