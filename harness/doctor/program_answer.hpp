#pragma once

#include <optional>
#include <string>
#include <vector>

namespace ripcord::doctor {

/// What a program said before it ended.
struct ProgramAnswer {
  /// 0 to 255; 256 where it did not end by itself in time.
  int code = 256;
  /// Of output and errors together: the first line that has a version such as 4.0, else the first
  /// that is not empty.
  std::string telling_line;
};

/// Starts `argv`, whose first word is a path or a name to be found in PATH, and waits for it, two
/// seconds at most; then it is killed. None if there is no such program.
[[nodiscard]] std::optional<ProgramAnswer> ask_program(std::vector<std::string> argv);

}  // namespace ripcord::doctor
