#pragma once

#include "harness/report/result_document.hpp"

#include <string>

namespace ripcord::report {

/// summary.md: verdict, counts, the table, and the failure texts, for a pull request or a job's
/// page. At most `summary_bytes_max`, beyond which failures are only counted.
[[nodiscard]] std::string summary_markdown(const ResultDocument& document, Progress progress);

/// GitHub shows no step summary above 1 MiB.
inline constexpr std::size_t summary_bytes_max = std::size_t{1} << 20U;

}  // namespace ripcord::report
