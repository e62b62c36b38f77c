#pragma once

#include "harness/cli/console.hpp"
#include "harness/cli/exit_code.hpp"
#include "harness/cli/options.hpp"
#include "harness/cli/scenario_files.hpp"
#include "harness/scenario/reader.hpp"

#include <deque>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ripcord::cli {

/// A scenario of the library, and how its file came to be meant.
struct Title {
  scenario::Scenario scenario;
  Named named = Named::in_a_folder;
};

/// All scenarios that a command's paths name, in order of their paths, and what is wrong with them.
struct Library {
  std::deque<Title> titles;
  /// How many files were read, good or not.
  std::size_t files = 0;
  scenario::Diagnostics diagnostics;
  /// What could not be read from disk.
  std::vector<std::string> unreadable;

  [[nodiscard]] bool is_sound() const { return diagnostics.empty() && unreadable.empty(); }
};

/// Reads what `paths` name for `purpose`, with `settings` laid over every scenario. `vocabulary`
/// must outlive the library.
[[nodiscard]] Library load_library(std::span<const std::string> paths,
                                   std::span<const std::string> settings,
                                   const scenario::Vocabulary& vocabulary,
                                   scenario::Purpose purpose = scenario::Purpose::play);

/// Prints each of `wrong`; returns the exit code that anything wrong deserves, 2.
ExitCode print_diagnostics(std::span<const scenario::Diagnostic> wrong, Console& console);

/// The exit code that `library` deserves: 3 if something cannot be read, 2 if something is wrong,
/// else 0.
[[nodiscard]] ExitCode problems_code(const Library& library);

/// Prints everything that is wrong with `library`; returns its `problems_code`.
ExitCode print_problems(const Library& library, Console& console);

/// One scenario as a command line names it.
struct NamedScenario {
  const std::string& path;
  const std::string& variant;
  std::span<const std::string> settings;
};

/// The world that `named` describes. Nothing where it cannot be read, is wrong or is not the only
/// one there: `command` has said so on `console`, and `code` says how wrong.
[[nodiscard]] std::optional<scenario::ResolvedScenario> resolve_world(
    std::string_view command,
    const NamedScenario& named,
    const scenario::Vocabulary& vocabulary,
    Console& console,
    ExitCode& code);

}  // namespace ripcord::cli
