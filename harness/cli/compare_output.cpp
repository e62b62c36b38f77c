#include "harness/cli/compare_output.hpp"

#include "harness/compare/noise.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <vector>

namespace ripcord::cli {
namespace {

using compare::Comparison;
using compare::Evidence;
using compare::Heading;
using compare::Match;
using compare::Row;
using compare::Spread;
using compare::Verdict;
using report::Cell;
using report::Table;
using report::Tone;

// What a fix saves, and what it costs.
constexpr std::array<std::string_view, 6> page_metrics{
    "files", "time_to_recover", "virtual_time", "mapper_queries", "calls_per_s", "cpu"};

Tone tone_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::regression:
      return Tone::bad;
    case Verdict::improved:
      return Tone::good;
    case Verdict::inconclusive:
      return Tone::warning;
    case Verdict::equivalent:
    case Verdict::shown:
      break;
  }
  return Tone::plain;
}

std::string median_text(const std::optional<Spread>& spread, const Row& row) {
  return spread ? compare::value_text(spread->median, row.metric.unit) : "-";
}

std::string spread_text(const std::optional<Spread>& spread, const Row& row) {
  const std::string median = median_text(spread, row);
  if (!spread) return median;
  if (row.evidence == Evidence::sampled || spread->low == spread->high) return median;
  return fmt::format("{} ({}..{})",
                     median,
                     compare::value_text(spread->low, row.metric.unit),
                     compare::value_text(spread->high, row.metric.unit));
}

std::string percent_text(double share) {
  return fmt::format("{:.{}f} %", share * 100, std::fabs(share) < 0.1 ? 1 : 0);
}

std::string ratio_text(double ratio) {
  return std::isfinite(ratio) ? fmt::format("{:.3f}", ratio) : "from nothing";
}

std::string interval_text(const Row& row) {
  if (!row.judgement.interval) return row.evidence == Evidence::exact ? "exact" : "";
  return fmt::format("{} to {}",
                     ratio_text(row.judgement.interval->low),
                     ratio_text(row.judgement.interval->high));
}

std::string verdict_text(const Row& row) {
  const compare::Judgement& judgement = row.judgement;
  if (judgement.verdict == Verdict::shown) return "";
  std::string text(compare::verdict_word(judgement.verdict));
  if (judgement.verdict != Verdict::inconclusive || row.evidence == Evidence::exact) return text;
  if (judgement.pairs_needed)
    return fmt::format("{} (needs {} pairs)", text, *judgement.pairs_needed);
  return fmt::format("{} (needs more than {} pairs)", text, measures::observations_max);
}

/// Whether a row says anything: what is not judged and the same on both sides does not.
bool is_telling(const Row& row) {
  if (row.evidence == Evidence::sampled && row.metric.threshold) return true;
  return row.a != row.b;
}

Table table_of(const Match& match, const Heading& heading) {
  Table table({"metric", heading.a, heading.b, "ratio", "interval", "threshold", "verdict"});
  for (const Row& row : match.rows) {
    if (!is_telling(row)) continue;
    table.add({{row.metric.name},
               {spread_text(row.a, row)},
               {spread_text(row.b, row)},
               {row.judgement.pairs == 0 ? "" : ratio_text(row.judgement.ratio)},
               {interval_text(row)},
               {row.metric.threshold ? percent_text(*row.metric.threshold) : ""},
               {verdict_text(row), tone_of(row.judgement.verdict)}});
  }
  return table;
}

std::string equal_text(const Match& match) {
  const auto equal =
      std::ranges::count_if(match.rows, [](const Row& row) { return !is_telling(row); });
  return equal == 0 ? "" : fmt::format("{} more are equal", equal);
}

std::string standing_text(const Match& match, const Heading& heading) {
  if (match.a_ending == match.b_ending) return fmt::format("both: {}", match.a_ending);
  return fmt::format("{}: {}; {}: {}", heading.a, match.a_ending, heading.b, match.b_ending);
}

std::string title_of(const Match& match) {
  return match.condition.empty() ? match.name : fmt::format("{}, {}", match.name, match.condition);
}

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

std::string verdict_line(const Heading& heading, const Comparison& comparison) {
  const Verdict verdict = compare::overall(comparison);
  std::string line = heading.method == "stored" ? "indicative: " : "";
  line += compare::verdict_word(verdict);
  if (comparison.family > 0 && heading.method != "stored")
    line += fmt::format("; {} metrics judged together, {} chance that any verdict is wrong",
                        comparison.family,
                        percent_text(comparison.chance));
  return line;
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
