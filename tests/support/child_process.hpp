#pragma once

#include "tests/support/temporary_folder.hpp"

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

/// A program that runs beside the test, such as a server. Killed with it.
class BackgroundProgram {
 public:
  explicit BackgroundProgram(const Command& command);
  ~BackgroundProgram();
  BackgroundProgram(const BackgroundProgram&) = delete;
  BackgroundProgram& operator=(const BackgroundProgram&) = delete;

  /// The first whole line of its output that begins with `beginning`, once it is there; empty if
  /// the program ended, or a minute passed, without one.
  [[nodiscard]] std::string await_line(const std::string& beginning);
  /// The same of its standard error.
  [[nodiscard]] std::string await_error(const std::string& beginning);

  /// Sends `signal`, and does not wait.
  void signal(int signal) const;
  /// Sends `signal` and waits for the end. Called once.
  [[nodiscard]] Finished end_by(int signal);

 private:
  std::string await(const std::string& stream, const std::string& beginning);

  TemporaryFolder streams_;
  int child_;
  bool ended_ = false;
};

}  // namespace ripcord::test
