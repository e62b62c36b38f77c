#pragma once

#include "harness/cli/console.hpp"
#include "harness/cli/exit_code.hpp"
#include "harness/cli/options.hpp"
#include "harness/cli/playbill.hpp"
#include "harness/cli/program.hpp"
#include "harness/process/command.hpp"

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace ripcord::cli {

/// One side of what is compared.
struct Contestant {
  /// What is played in this process; null where a command is all that there is.
  const run::Production* production = nullptr;
  const stage::Venue* venue = nullptr;
  /// What is launched: this program, or a command of others.
  process::Command launch;
};

/// Two that meet.
struct Bout {
  std::string name;
  /// Empty, or `without faults`.
  std::string condition;
  Contestant a;
  Contestant b;
  SeedRange seeds;

  /// Whether it is the same each time, but for how long it takes.
  [[nodiscard]] bool is_exact() const { return a.venue != nullptr && a.venue->deterministic(); }
};

/// Everything that is to be compared, made ready.
struct Bouts {
  std::deque<Bout> bouts;
  /// Scenarios that have only one of both sides.
  std::size_t one_sided = 0;
  /// What the bouts play.
  std::deque<Playbill> playbills;
  std::vector<std::unique_ptr<run::Production>> clean;
};

/// Makes ready what `options` name, or prints why that cannot be; `code` then says what it
/// deserves. Not for stored runs.
[[nodiscard]] std::optional<Bouts> make_bouts(const CompareOptions& options,
                                              const Program& program,
                                              Console& console,
                                              ExitCode& code);

/// `production` without its faults and expectations: what the oracles say of it is all that counts.
[[nodiscard]] std::unique_ptr<run::Production> without_faults(const run::Production& production,
                                                              const Program& program);

}  // namespace ripcord::cli
