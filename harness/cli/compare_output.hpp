#pragma once

#include "harness/compare/comparison.hpp"
#include "harness/compare/comparison_json.hpp"
#include "harness/report/table.hpp"

#include <string>

namespace ripcord::cli {

/// What a person reads of a comparison: for each match how both sides went, and a table of what
/// differs or is judged; then the verdict. Ends in a newline.
[[nodiscard]] std::string comparison_text(const compare::Heading& heading,
                                          const compare::Comparison& comparison,
                                          report::Colours colours);

/// The same as Markdown, for a page: a line a match, with the metrics that readers ask for first.
[[nodiscard]] std::string comparison_page(const compare::Heading& heading,
                                          const compare::Comparison& comparison);

/// How noisy this machine is, by a comparison of something with itself.
[[nodiscard]] std::string noise_text(const compare::Comparison& comparison,
                                     report::Colours colours);

}  // namespace ripcord::cli
