#pragma once

#include "harness/cli/console.hpp"
#include "harness/explore/explorer.hpp"
#include "harness/report/result_document.hpp"
#include "transports/base/time.hpp"

#include <span>
#include <string>
#include <vector>

namespace ripcord::cli {

/// Which exploration was made, for whoever reads about it.
struct ExploreHeading {
  report::Tool tool;
  std::vector<std::string> argv;
  /// The scenario as it was named, its variant, and the variant that judges what is needless.
  std::string scenario;
  std::string variant;
  std::string against;
  std::uint64_t digest = 0;
  std::uint64_t seed = 1;
  std::uint32_t depth = 1;
  /// Kinds that could not be tried.
  std::span<const explore::Menu::LeftOut> left_out;
  /// What was not held against anybody.
  std::span<const explore::Lie* const> lies;
};

/// Prints what was played, what was left out and why, and what broke; `replays` has a file for each
/// finding.
void print_exploration(const ExploreHeading& heading,
                       const explore::Exploration& exploration,
                       const std::vector<std::string>& replays,
                       Console& console);

/// The same as result.json. It does not say how long anything took, on how many threads: equal
/// explorations have equal files.
[[nodiscard]] std::string exploration_json(const ExploreHeading& heading,
                                           const explore::Exploration& exploration,
                                           const std::vector<std::string>& replays);

}  // namespace ripcord::cli
