#pragma once

#include "harness/cli/console.hpp"
#include "harness/cli/exit_code.hpp"
#include "harness/cli/program.hpp"
#include "harness/explore/trials.hpp"
#include "harness/run/variations.hpp"
#include "harness/scenario/reader.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ripcord::cli {

/// Which runs are to be searched.
struct SearchWish {
  /// The scenario file.
  std::string path;
  std::vector<std::string> settings;
  /// Empty = the first.
  std::string variant;
  /// `none`, or empty = `patched`, where the scenario has it and it is not the subject.
  std::string against;
  /// Where it is played; empty = in sim if the scenario runs there, else as `real`.
  std::string transport;
  /// The scenario's first transport in real time.
  bool real = false;
  /// None = the scenario's first.
  std::optional<std::uint64_t> seed;
  run::Judges judges = run::Judges::oracles;
};

/// One variant of one scenario made ready to be played under any schedule.
struct SearchedScenario {
  scenario::Scenario title;
  /// With its own rules.
  scenario::ResolvedScenario scenario;
  std::unique_ptr<run::Variations> subject;
  /// Null = nobody says what is needless.
  std::unique_ptr<run::Variations> reference;
  /// The programs of others that every play starts, one line each.
  std::vector<std::string> programs;

  /// Whether it is played in real time.
  [[nodiscard]] bool is_live() const { return !subject->venue().deterministic(); }

  /// `kept` strike in every run.
  [[nodiscard]] explore::Trials trials(std::vector<shim::RuleSpec> kept = {}) const {
    return explore::Trials(*subject, reference.get(), std::move(kept));
  }
};

/// Makes ready what `wish` names, or prints why that cannot be, as `ripcord: <command>: ...`;
/// `code` then says what it deserves.
[[nodiscard]] std::optional<SearchedScenario> searched_scenario(const SearchWish& wish,
                                                                std::string_view command,
                                                                const Program& program,
                                                                Console& console,
                                                                ExitCode& code);

}  // namespace ripcord::cli
