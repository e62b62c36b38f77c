#pragma once

#include "harness/explore/explorer.hpp"
#include "harness/report/exploration_record.hpp"

#include <span>
#include <string>
#include <vector>

namespace ripcord::cli {

/// Which exploration was made, for whoever reads about it.
struct ExploreHeading {
  /// The scenario as it was named, its variant, and the variant that judges what is needless.
  std::string scenario;
  std::string variant;
  std::string against;
  /// Empty = sim.
  std::string transport;
  std::uint64_t digest = 0;
  std::uint64_t seed = 1;
  std::uint32_t depth = 1;
  std::vector<std::string> kinds;
  std::uint32_t part = 1;
  std::uint32_t part_count = 1;
  /// Kinds that could not be tried.
  std::span<const explore::Menu::LeftOut> left_out;
  /// What was not held against anybody.
  std::span<const explore::Lie* const> lies;
};

/// What came of it, as result.json has it; `replays` has a file for each finding.
[[nodiscard]] report::ExplorationRecord record_of(const ExploreHeading& heading,
                                                  const explore::Exploration& exploration,
                                                  const std::vector<std::string>& replays);

/// Adds to `record` how often each finding of an exploration in real time came again, and what came
/// too seldom; of the latter the replays are still to be named.
void add_confirmation(const explore::Confirmation& confirmation, report::ExplorationRecord& record);

}  // namespace ripcord::cli
