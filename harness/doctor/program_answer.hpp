#pragma once

#include <optional>
#include <string>
#include <vector>

namespace ripcord::doctor {

/// What a program said before it ended.
struct ProgramAnswer {
  /// 0 to 255; 256 where it did not end by itself in time.
  int code = 256;
  /// The first line that was not empty, of output and errors together.
  std::string first_line;
};

/// Starts `argv`, whose first word is a path or a name to be found in PATH, and waits for it, two
/// seconds at most; then it is killed. None if there is no such program.
[[nodiscard]] std::optional<ProgramAnswer> ask_program(std::vector<std::string> argv);

}  // namespace ripcord::doctor
