#pragma once

#include "harness/report/exploration_record.hpp"
#include "harness/report/table.hpp"

#include <string>
#include <vector>

namespace ripcord::report {

/// What was explored, and how much of it: one line, without a newline.
[[nodiscard]] std::string exploration_title(const ExplorationRecord& record);

/// What was played at each depth, what was left out and why: a line each, without newlines.
[[nodiscard]] std::vector<std::string> exploration_notes(const ExplorationRecord& record);

/// What was played where, and what it did.
[[nodiscard]] Table exploration_matrix(const ExplorationRecord& record);

/// What broke, and the replay that shows it; no rows where nothing did.
[[nodiscard]] Table exploration_findings(const ExplorationRecord& record);

/// All of it, for a terminal. Ends in a newline.
[[nodiscard]] std::string exploration_text(const ExplorationRecord& record, Colours colours);

/// All of it as Markdown, or as HTML, behind a heading of the second level.
[[nodiscard]] std::string exploration_markdown(const ExplorationRecord& record);
[[nodiscard]] std::string exploration_html(const ExplorationRecord& record);

}  // namespace ripcord::report
