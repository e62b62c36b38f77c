#pragma once

#include "harness/compare/comparison_json.hpp"
#include "harness/report/result_document.hpp"

namespace ripcord::cli {

/// What a report says of a comparison: `comparison` of result.json, and its tables for people.
[[nodiscard]] report::Annex comparison_annex(const compare::Heading& heading,
                                             const compare::Comparison& comparison);

}  // namespace ripcord::cli
