#pragma once

#include "harness/run/program_comparison.hpp"
#include "harness/scenario/expectation.hpp"
#include "harness/world/ending.hpp"

#include <optional>

namespace ripcord::run {

/// Holds what is expected of a load against what it came to; none if the field speaks of something
/// else.
[[nodiscard]] std::optional<Comparison> compare_load(const scenario::Expected& expected,
                                                     const std::optional<world::LoadEnd>& load);

}  // namespace ripcord::run
