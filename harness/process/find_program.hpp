#pragma once

#include "harness/process/command.hpp"
#include "transports/base/result.hpp"

#include <string>
#include <string_view>

namespace ripcord::process {

/// The file that `name` means: itself if it has a slash, else the first executable file of that
/// name in the folders of `path`, a list with colons; an empty folder is this one. Errors:
/// `errc::command_not_found`, `errc::not_executable`.
[[nodiscard]] Result<std::string> find_program(const std::string& name, std::string_view path);

/// As `find_program` for the program of `command`, by its own PATH or else this process's.
[[nodiscard]] Result<std::string> find_program(const Command& command);

}  // namespace ripcord::process
