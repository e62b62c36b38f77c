#include "harness/explore/findings.hpp"

#include <algorithm>

namespace ripcord::explore {
namespace {

/// The choices that struck: the others are no part of what happened.
Schedule struck(const Schedule& schedule, const Trial& trial) {
  Schedule struck;
  for (std::size_t i = 0; i < schedule.size(); ++i)
    if (trial.fired[i] > 0) struck.push_back(schedule[i]);
  return struck;
}

}  // namespace

void Findings::add(const Schedule& schedule,
                   const Trial& trial,
                   std::span<const Violation> held_against) {
  for (const Violation& violation : held_against) {
    const auto same = [&](const Finding& other) {
      return other.violation.signature == violation.signature;
    };
    const auto known = std::ranges::find_if(findings_, same);
    if (known != findings_.end()) {
      ++known->runs;
    } else if (findings_.size() == signatures_max) {
      ++beyond_limit_;
    } else {
      findings_.push_back({.violation = violation, .schedule = struck(schedule, trial), .runs = 1});
    }
  }
}

}  // namespace ripcord::explore
