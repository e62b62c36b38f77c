#pragma once

#include "harness/report/result_document.hpp"

#include <cstddef>
#include <string>

namespace ripcord::report {

/// GitHub shows ten annotations of a kind for a step: the last one counts what did not fit.
inline constexpr std::size_t annotations_max = 9;

/// The first failure of each subject as a workflow command of GitHub (`::error file=...`), which
/// puts its text at the line of the scenario. Empty where all is as expected.
[[nodiscard]] std::string annotations(const ResultDocument& document);

}  // namespace ripcord::report
