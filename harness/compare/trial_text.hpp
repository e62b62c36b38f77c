#pragma once

#include "harness/compare/comparison.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace ripcord::compare {

/// A trial as the process that made it tells it to the one that compares: one line each for
/// standing, ending and every value.
[[nodiscard]] std::string trial_text(const Trial& trial);

/// Reads it back; none if the process said something else.
[[nodiscard]] std::optional<Trial> parse_trial(std::string_view text);

}  // namespace ripcord::compare
