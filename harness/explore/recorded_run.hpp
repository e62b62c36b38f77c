#pragma once

#include "harness/explore/choice.hpp"
#include "transports/shim/rule_spec.hpp"
#include "transports/trace/log.hpp"

#include <cstdint>
#include <span>

namespace ripcord::explore {

/// What a run of a scenario's own rules came to, as a list that needs them no more.
struct RecordedRun {
  /// A choice for each strike, in order, at most `choices_max` of them.
  Schedule choices;
  /// Strikes beyond those.
  std::uint64_t left_out = 0;
};

/// Writes down where and how `rules`, those that `log`'s run had, struck. What made a rule strike
/// there and not elsewhere (its counting, chance, other rules) is no part of it.
[[nodiscard]] RecordedRun recorded_run(const trace::Log& log,
                                       std::span<const shim::RuleSpec> rules);

}  // namespace ripcord::explore
