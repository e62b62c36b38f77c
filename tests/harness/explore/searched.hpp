#pragma once

#include "harness/explore/explorer.hpp"
#include "harness/explore/menu.hpp"
#include "harness/explore/trials.hpp"
#include "harness/world/cast.hpp"
#include "tests/harness/run/rehearsal.hpp"

#include <memory>
#include <string>
#include <vector>

namespace ripcord::explore {

/// A variant of a scenario as explorations play it. Anything wrong with it ends the test program.
[[nodiscard]] std::unique_ptr<run::Variations> variations(const world::Cast& cast,
                                                          const scenario::SourceText& text,
                                                          const run::Part& part = {});

/// Explores what `trials` play with `kinds` (none = all).
[[nodiscard]] Exploration explored(const Trials& trials,
                                   const scenario::ResolvedScenario& scenario,
                                   const Reach& reach,
                                   const std::vector<std::string>& kinds = {});

/// The signatures of what was found, in order.
[[nodiscard]] std::vector<std::string> signatures(const Exploration& exploration);

}  // namespace ripcord::explore
