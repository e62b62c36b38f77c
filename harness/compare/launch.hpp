#pragma once

#include "harness/process/account.hpp"
#include "harness/process/command.hpp"
#include "transports/base/result.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace ripcord::compare {

/// A program that was started, and is over.
struct Launched {
  process::Account account;
  /// What it wrote, as far as it was kept.
  std::string output;
  std::string errors;
};

/// Starts `command` and waits until it and all that it started are gone; kills them as soon as
/// `stop()`, which is asked ten times a second, and then returns none. Errors: those of
/// `process::Program::start`.
[[nodiscard]] Result<std::optional<Launched>> launch(const process::Command& command,
                                                     const std::function<bool()>& stop);

/// The processors that this process may use, by number.
[[nodiscard]] std::vector<unsigned> usable_processors();

/// Keeps this process and all that it starts from now on to `processors`. Error: none of them may
/// be used.
[[nodiscard]] Result<void> pin_to(const std::vector<unsigned>& processors);

}  // namespace ripcord::compare
