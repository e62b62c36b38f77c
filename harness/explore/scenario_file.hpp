#pragma once

#include "harness/explore/choice.hpp"
#include "harness/explore/trials.hpp"
#include "harness/scenario/source.hpp"

#include <span>
#include <string>
#include <vector>

namespace ripcord::explore {

/// How one variant ended under a schedule.
struct VariantEnd {
  std::string variant;
  const Trial* trial = nullptr;
};

/// What a scenario file is made of that tells of a failure that was found.
struct FoundFailure {
  /// The scenario that was explored.
  scenario::SourceText source;
  /// `key.path=value`, laid over it.
  std::vector<std::string> settings;
  std::uint64_t seed = 1;
  Schedule schedule;
  std::string signature;
  /// The variant that fails, and those that it was held against.
  std::span<const VariantEnd> ends;
};

/// A scenario file that plays the schedule as ordinary `faults:`, and expects what came of it. Its
/// comments are lost; arguments that are as the catalogue has them are not repeated.
[[nodiscard]] std::string scenario_file(const FoundFailure& found);

}  // namespace ripcord::explore
