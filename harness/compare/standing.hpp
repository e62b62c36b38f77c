#pragma once

#include "harness/compare/judgement.hpp"

#include <cstdint>
#include <span>
#include <string_view>

namespace ripcord::compare {

/// How a launch went, best first. Speed is asked of the first only.
enum class Standing : std::uint8_t {
  /// It did what it was asked to do.
  completed,
  /// It did not, and was expected not to.
  ended_as_expected,
  /// It is not as expected.
  failed,
  /// It could not be played, or not to its end.
  error,
};
[[nodiscard]] std::string_view standing_word(Standing standing);

/// How both sides of a pair went.
struct StandingPair {
  Standing a = Standing::completed;
  Standing b = Standing::completed;
};

/// Whether runs can go otherwise the next time.
enum class Evidence : std::uint8_t { exact, sampled };

/// A side that goes worse than the other ever did is a regression, whatever its speed; one that
/// goes wrong more often than the other is one if the sign test says so at `chance`.
[[nodiscard]] Verdict judge_standings(std::span<const StandingPair> pairs,
                                      Evidence evidence,
                                      double chance = usual_chance);

}  // namespace ripcord::compare
