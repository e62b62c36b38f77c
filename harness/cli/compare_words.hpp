#pragma once

#include "harness/cli/options.hpp"
#include "harness/cli/words.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ripcord::cli {

/// What options of `compare` mean.
///
/// `5%` or `0.05`: a share, above 0 and at most 1000 %.
[[nodiscard]] Parsed<double> parse_share(std::string_view text);
/// `wall=10%`.
[[nodiscard]] Parsed<std::pair<std::string, double>> parse_threshold(std::string_view text);
/// `rate:higher:5%=([0-9.]+) ops/s`; lower is better by default, and nothing is judged without a
/// share.
[[nodiscard]] Parsed<compare::OutputMetric> parse_metric(std::string_view text);
/// `0,2-3`: processors.
[[nodiscard]] Parsed<std::vector<unsigned>> parse_processors(std::string_view text);
/// A command's words: divided at blanks, unless these stand in '...' or "..."; nothing is expanded.
[[nodiscard]] Parsed<std::vector<std::string>> parse_command(std::string_view text);
/// Pairs: 6, below which no sign interval exists at 5 %, to 1000.
[[nodiscard]] Parsed<std::uint32_t> parse_pairs(std::string_view text);

}  // namespace ripcord::cli
