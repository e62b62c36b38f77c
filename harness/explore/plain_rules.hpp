#pragma once

#include "harness/explore/choice.hpp"
#include "harness/run/variations.hpp"
#include "transports/shim/rule_spec.hpp"

#include <vector>

namespace ripcord::explore {

/// `schedule` as the rules that a person would write for it: each says no more than it must to
/// strike where its choice does and nowhere else in that run, and is called after what it does.
/// Played by `subject` they come to the same run.
[[nodiscard]] std::vector<shim::RuleSpec> plain_rules(const run::Variations& subject,
                                                      const Schedule& schedule);

}  // namespace ripcord::explore
