#pragma once

#include "harness/cli/console.hpp"
#include "harness/cli/exit_code.hpp"
#include "harness/cli/options.hpp"
#include "harness/cli/program.hpp"
#include "harness/proxy/regime.hpp"
#include "harness/report/subject.hpp"
#include "harness/run/production.hpp"
#include "transports/io/address.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace ripcord::cli {

/// Reads the scenario of the command line and makes it ready to be played.
class Stagehand {
 public:
  Stagehand(const ProxyOptions& options, const Program& program, Console& console)
      : options_(options), program_(program), console_(console) {}

  /// Null where something is wrong; it has been printed then, and `code` says how wrong.
  std::unique_ptr<run::Production> prepare(ExitCode& code);

 private:
  std::optional<scenario::ResolvedScenario> read(ExitCode& code);
  std::unique_ptr<run::Production> fail_with(const std::vector<scenario::Diagnostic>& wrong,
                                             ExitCode& code);

  const ProxyOptions& options_;
  const Program& program_;
  Console& console_;
};

/// `address` as an option's value; a port of 0 is a wish, too.
[[nodiscard]] std::string typed(const io::Address& address);

/// What the result of the regime of that number is reported as; those behind the first are told
/// apart by it.
[[nodiscard]] report::Subject subject_of(const ProxyOptions& options,
                                         const proxy::Regime& regime,
                                         std::size_t number);

}  // namespace ripcord::cli
