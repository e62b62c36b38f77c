#pragma once

#include <cstdint>

namespace ripcord::cli {

/// What the process returns: the contract with scripts. The values never change.
enum class ExitCode : std::uint8_t {
  as_expected = 0,
  /// An expectation or an oracle failed.
  failed = 1,
  /// The command line or a scenario cannot be understood.
  invalid = 2,
  /// The machine or the harness failed: a file, a port, a missing requirement.
  environment = 3,
  nothing_selected = 4,
  regression = 5,
  /// No answer, under `--strict`.
  inconclusive = 6,
  diverged = 7,
  fuzz_finding = 8,
  interrupted = 130,
  terminated = 143,
};

/// Which of two applies when both do: being ended by a signal, then 3, 2, 7, 1; any other comes
/// before success.
[[nodiscard]] ExitCode graver(ExitCode a, ExitCode b);

}  // namespace ripcord::cli
