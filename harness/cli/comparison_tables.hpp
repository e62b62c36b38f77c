#pragma once

#include "harness/compare/comparison.hpp"
#include "harness/compare/comparison_json.hpp"
#include "harness/report/table.hpp"

#include <optional>
#include <string>

namespace ripcord::cli {

// What every text of a comparison is made of.

/// `shop [base], without faults`.
[[nodiscard]] std::string title_of(const compare::Match& match);

/// How both sides ended: `both: completed`.
[[nodiscard]] std::string standing_text(const compare::Match& match,
                                        const compare::Heading& heading);

/// A row for each metric that differs or is judged: both sides, ratio, interval, threshold,
/// verdict.
[[nodiscard]] report::Table table_of(const compare::Match& match, const compare::Heading& heading);

/// `3 more are equal`; empty if none is.
[[nodiscard]] std::string equal_text(const compare::Match& match);

/// The verdict over all, and how sure it is.
[[nodiscard]] std::string verdict_line(const compare::Heading& heading,
                                       const compare::Comparison& comparison);

[[nodiscard]] report::Tone tone_of(compare::Verdict verdict);
/// The median, in the unit of `row`; `-` if there is none.
[[nodiscard]] std::string median_text(const std::optional<compare::Spread>& spread,
                                      const compare::Row& row);
[[nodiscard]] std::string percent_text(double share);

}  // namespace ripcord::cli
