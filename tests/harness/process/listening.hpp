#pragma once

#include "harness/process/account.hpp"
#include "harness/process/program.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace ripcord::process {

/// A command of `argv` that sets no variable.
[[nodiscard]] Command command(std::vector<std::string> argv);

/// A line for the shell, with its parameters `$1`, `$2`, ...
[[nodiscard]] Command shell(std::string line, const std::vector<std::string>& parameters = {});

/// Starts `command`, which can be started.
[[nodiscard]] std::unique_ptr<Program> start(sockets::Runtime& runtime, const Command& command);

/// Lets `program` run until it has written `text`.
void run_until_output(sockets::Runtime& runtime, const Program& program, std::string_view text);

/// Lets `program` run to its end.
[[nodiscard]] Account run_to_end(sockets::Runtime& runtime, const Program& program);

}  // namespace ripcord::process
