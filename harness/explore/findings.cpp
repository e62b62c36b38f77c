#include "harness/explore/findings.hpp"

#include <algorithm>

namespace ripcord::explore {

void Findings::add(const Schedule& schedule, const Trial& trial) {
  for (const Violation& violation : trial.violations) {
    const auto same = [&](const Finding& other) {
      return other.violation.signature == violation.signature;
    };
    const auto known = std::ranges::find_if(findings_, same);
    if (known != findings_.end()) {
      ++known->runs;
    } else if (findings_.size() == signatures_max) {
      ++beyond_limit_;
    } else {
      findings_.push_back({.violation = violation,
                           .schedule = schedule,
                           .trace_hash = trial.trace_hash,
                           .outcome_hash = trial.outcome_hash,
                           .runs = 1});
    }
  }
}

}  // namespace ripcord::explore
