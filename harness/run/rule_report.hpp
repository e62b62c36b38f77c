#pragma once

#include "harness/run/result.hpp"
#include "transports/shim/rules.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace ripcord::run {

/// What each rule did, in the order of the file.
[[nodiscard]] std::vector<RuleReport> rule_reports(const shim::Rules& rules);

/// The failure of the first rule of `reports` that never fired although it is not optional.
[[nodiscard]] std::optional<Failure> unfired_rule(const std::vector<RuleReport>& reports,
                                                  const shim::RuleSet& rules);

/// Over what was struck, where: equal for runs with the same faults.
[[nodiscard]] std::uint64_t plan_hash(const std::vector<RuleReport>& reports);

}  // namespace ripcord::run
