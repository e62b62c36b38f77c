#pragma once

#include "harness/compare/comparison.hpp"
#include "harness/compare/slices.hpp"
#include "harness/run/production.hpp"
#include "harness/stage/stage.hpp"

#include <cstdint>

namespace ripcord::compare {

/// Plays `production` at `venue` again and again and says what it came to: of everything that
/// takes time, the median over the slices. `wall` and `cpu` are of one play; `cpu` is that of this
/// process and of all programs that it started and that are over.
///
/// Where time is real, response times are of all plays behind the warm-up together; where it is
/// virtual, nothing is said but `wall` and `cpu`. A play that does not complete ends the launch:
/// what it takes to fail is no speed.
[[nodiscard]] Trial measure_plays(const run::Production& production,
                                  const stage::Venue& venue,
                                  std::uint64_t seed,
                                  const Slices& slices);

}  // namespace ripcord::compare
