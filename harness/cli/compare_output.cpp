#include "harness/cli/compare_output.hpp"

#include "harness/cli/comparison_tables.hpp"
#include "harness/compare/noise.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <vector>

namespace ripcord::cli {
namespace {

using compare::Comparison;
using compare::Heading;
using compare::Match;
using compare::Row;
using compare::Verdict;
using report::Cell;
using report::Table;
using report::Tone;

// What a fix saves, and what it costs.
constexpr std::array<std::string_view, 6> page_metrics{
    "files", "time_to_recover", "virtual_time", "mapper_queries", "calls_per_s", "cpu"};

/// What both sides came to in one cell; one value where they agree.
std::string both_text(const Row& row) {
  const std::string a = median_text(row.a, row);
  const std::string b = median_text(row.b, row);
  return a == b ? a : fmt::format("{} / {}", a, b);
}

std::string cell_text(const Match& match, std::string_view metric) {
  const auto row = std::ranges::find(
      match.rows, metric, [](const Row& one) { return std::string_view(one.metric.name); });
  return row == match.rows.end() ? std::string() : both_text(*row);
}

/// A line a match: how both sides ended, and what a reader of a page asks first.
Table page_table(const Comparison& comparison,
                 const std::string& condition,
                 const Heading& heading) {
  std::vector<std::string> columns{"scenario", heading.a, heading.b};
  columns.insert(columns.end(), page_metrics.begin(), page_metrics.end());
  Table table(std::move(columns));
  for (const Match& match : comparison.matches) {
    if (match.condition != condition) continue;
    std::vector<Cell> cells{{match.name}, {match.a_ending}, {match.b_ending}};
    for (const std::string_view metric : page_metrics) cells.push_back({cell_text(match, metric)});
    table.add(std::move(cells));
  }
  return table;
}

}  // namespace

std::string comparison_text(const Heading& heading,
                            const Comparison& comparison,
                            report::Colours colours) {
  std::string text;
  const auto out = std::back_inserter(text);
  for (const Match& match : comparison.matches) {
    fmt::format_to(out, "{}\n", report::coloured(title_of(match), Tone::heading, colours));
    fmt::format_to(out, "  {}", standing_text(match, heading));
    if (match.standing != Verdict::equivalent)
      fmt::format_to(out,
                     " - {}",
                     report::coloured(std::string(compare::verdict_word(match.standing)),
                                      tone_of(match.standing),
                                      colours));
    text += '\n';
    text += table_of(match, heading).text(colours);
    if (const std::string equal = equal_text(match); !equal.empty())
      fmt::format_to(out, "{}\n", equal);
    text += '\n';
  }
  fmt::format_to(
      out,
      "{}\n",
      report::coloured(
          verdict_line(heading, comparison), tone_of(compare::overall(comparison)), colours));
  if (!heading.reproduce_command.empty())
    fmt::format_to(out, "again: {}\n", heading.reproduce_command);
  return text;
}

std::string comparison_page(const Heading& heading, const Comparison& comparison) {
  std::string text;
  std::vector<std::string> conditions;
  for (const Match& match : comparison.matches)
    if (std::ranges::find(conditions, match.condition) == conditions.end())
      conditions.push_back(match.condition);
  for (const std::string& condition : conditions) {
    text += fmt::format("### {}\n\n", condition.empty() ? "As written" : condition);
    text += page_table(comparison, condition, heading).markdown() + '\n';
  }
  return text;
}

std::string noise_text(const Comparison& comparison, report::Colours colours) {
  Table table({"compared with itself", "metric", "noise floor", "threshold", "detects from"});
  for (const Match& match : comparison.matches) {
    for (const compare::Noise& noise : compare::noise_of(match)) {
      const bool is_too_fine = noise.floor > *noise.metric.threshold;
      table.add({{match.name},
                 {noise.metric.name},
                 {percent_text(noise.floor), is_too_fine ? Tone::bad : Tone::plain},
                 {percent_text(*noise.metric.threshold)},
                 {noise.detectable ? percent_text(*noise.detectable) : "never"}});
    }
  }
  return table.text(colours);
}

}  // namespace ripcord::cli
