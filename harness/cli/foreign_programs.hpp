#pragma once

#include "harness/process/secrets.hpp"
#include "harness/scenario/scenario.hpp"
#include "harness/scenario/template_text.hpp"

#include <string>
#include <vector>

namespace ripcord::cli {

/// The programs of others that one scenario starts, as far as they are known before it runs.
/// Nothing is started here.
class ForeignPrograms {
 public:
  /// `scenario` is one that `run::Production::prepare` has accepted in `environment`.
  ForeignPrograms(const scenario::ResolvedScenario& scenario,
                  const scenario::Environment& environment);

  /// What is to be started, or dialled, one line each: `client probe: python3 probe.py (PASS=***)`.
  /// Names that the run gives stand as they are.
  [[nodiscard]] const std::vector<std::string>& lines() const { return lines_; }
  /// Which programs cannot be started, and why.
  [[nodiscard]] const std::vector<std::string>& missing() const { return missing_; }
  [[nodiscard]] const process::Secrets& secrets() const { return secrets_; }

 private:
  void add(const std::string& who,
           const scenario::CommandSpec& command,
           const scenario::Environment& environment);

  std::vector<std::string> lines_;
  std::vector<std::string> missing_;
  process::Secrets secrets_;
};

/// Why `requirement` of a scenario is not met here; empty if it is. `root`, `impacket` and `samba`
/// are known; any other is the name of a program. May start a program to find out.
[[nodiscard]] std::string lack_of(const std::string& requirement);

/// The variables of this process.
[[nodiscard]] scenario::Environment this_environment();

}  // namespace ripcord::cli
