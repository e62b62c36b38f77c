#pragma once

#include <chrono>
#include <string>
#include <vector>

namespace ripcord::test {

/// A program to run: no shell, no standard input.
struct Command {
  /// The program's path and its arguments.
  std::vector<std::string> argv;
  /// Folder to run in; empty = this one.
  std::string folder;
  /// Variables on top of this process's, each `NAME=value`.
  std::vector<std::string> environment;
};

/// What a program left behind.
struct Finished {
  /// The exit status, or 128 and the signal's number.
  int code = -1;
  std::string out;
  std::string err;
};

/// Runs `command` to its end. A program that takes longer than a minute is killed; its code is then
/// 137.
[[nodiscard]] Finished run_to_end(const Command& command);

/// Runs `command` and sends it `signal` once the file `path` exists.
struct SignalOnFile {
  int signal = 0;
  std::string path;
};
[[nodiscard]] Finished run_until(const Command& command, const SignalOnFile& event);

}  // namespace ripcord::test
