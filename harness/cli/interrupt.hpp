#pragma once

#include "harness/cli/exit_code.hpp"

#include <optional>
#include <string_view>

namespace ripcord::cli {

/// While it lives, SIGINT and SIGTERM are remembered instead of ending the process, so that partial
/// results can be written. A second signal ends the process at once. One at a time.
class Interrupt {
 public:
  /// `notice` is written to standard error when a signal comes: one line with its end, which
  /// outlives this; empty = nothing is.
  explicit Interrupt(std::string_view notice = {});
  ~Interrupt();
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;

  /// The exit code of the signal that came, if one did.
  [[nodiscard]] std::optional<ExitCode> signalled() const;
};

/// While it lives, SIGHUP is remembered instead of ending the process. One at a time.
class HangUp {
 public:
  HangUp();
  ~HangUp();
  HangUp(const HangUp&) = delete;
  HangUp& operator=(const HangUp&) = delete;

  /// Whether the signal came since this was asked last.
  [[nodiscard]] bool take();
};

}  // namespace ripcord::cli
