#include "harness/cli/comparison_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace ripcord::cli {
namespace {

using compare::Comparison;
using compare::Evidence;
using compare::Heading;
using compare::Match;
using compare::Row;
using compare::Spread;
using compare::Verdict;
using report::Table;
using report::Tone;

std::string spread_text(const std::optional<Spread>& spread, const Row& row) {
  const std::string median = median_text(spread, row);
  if (!spread) return median;
  if (row.evidence == Evidence::sampled || spread->low == spread->high) return median;
  return fmt::format("{} ({}..{})",
                     median,
                     compare::value_text(spread->low, row.metric.unit),
                     compare::value_text(spread->high, row.metric.unit));
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

}  // namespace

std::string title_of(const Match& match) {
  return match.condition.empty() ? match.name : fmt::format("{}, {}", match.name, match.condition);
}

std::string standing_text(const Match& match, const Heading& heading) {
  if (match.a_ending == match.b_ending) return fmt::format("both: {}", match.a_ending);
  return fmt::format("{}: {}; {}: {}", heading.a, match.a_ending, heading.b, match.b_ending);
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

std::string percent_text(double share) {
  return fmt::format("{:.{}f} %", share * 100, std::fabs(share) < 0.1 ? 1 : 0);
}

}  // namespace ripcord::cli
