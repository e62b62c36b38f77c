#include "harness/report/exploration_text.hpp"

#include "harness/diagram/svg.hpp"
#include "harness/report/plain_text.hpp"

#include <fmt/format.h>

#include <string_view>

namespace ripcord::report {
namespace {

std::string level_line(const ExplorationRecord::Level& level) {
  std::string line =
      fmt::format("depth {}: {} of {} played", level.depth, level.played, level.planned);
  const auto add = [&](std::uint64_t count, std::string_view what) {
    if (count > 0) line += fmt::format(", {} {}", count, what);
  };
  add(level.without_effect, "without effect");
  add(level.unjudged, "could not be judged");
  add(level.represented, "not planned in the middle of bulk transfers");
  add(level.same_state, "not planned in a state that had it already");
  add(level.insensitive, "not planned where they change nothing alone");
  add(level.beyond_limit, "not planned beyond the limit");
  return line;
}

std::string missing_parts(const ExplorationRecord& record) {
  std::vector<std::uint32_t> missing;
  for (std::uint32_t part = 1; part <= record.part_count; ++part)
    if (!record.parts.contains(part)) missing.push_back(part);
  return fmt::format("parts {} of {} are not in here", fmt::join(missing, ", "), record.part_count);
}

constexpr std::string_view nothing_broke = "no violation";

}  // namespace

std::string exploration_title(const ExplorationRecord& record) {
  return fmt::format("{} [{}]{} seed {}: {} points, {} runs, {} behaviours, {} outcomes",
                     record.scenario,
                     record.variant,
                     record.transport.empty() ? "" : " " + record.transport,
                     record.seed,
                     record.points,
                     record.runs,
                     record.behaviours_seen(),
                     record.outcomes_seen());
}

std::vector<std::string> exploration_notes(const ExplorationRecord& record) {
  std::vector<std::string> notes;
  if (!record.has_all_parts()) notes.push_back(missing_parts(record));
  for (const ExplorationRecord::Level& level : record.levels) notes.push_back(level_line(level));
  if (record.confirming_plays > 0)
    notes.push_back(fmt::format("{} plays more to confirm what broke", record.confirming_plays));
  for (const ExplorationRecord::Finding& one : record.doubtful)
    notes.push_back(fmt::format("not confirmed, {} of {} plays: {}: {} ({})",
                                one.confirmed.failures,
                                one.confirmed.plays,
                                one.signature,
                                fmt::join(one.choices, "; "),
                                one.replay));
  if (record.doubtful_beyond_limit > 0)
    notes.push_back(fmt::format("not confirmed either: {} more", record.doubtful_beyond_limit));
  if (record.random_runs > 0)
    notes.push_back(fmt::format("random: {} schedules", record.random_runs));
  for (const ExplorationRecord::LeftOut& one : record.left_out)
    notes.push_back(fmt::format("without {}: {}", one.kind, one.reason));
  for (const ExplorationRecord::Lie& lie : record.lies)
    notes.push_back(fmt::format("{} not held to {}: {}", lie.fault, lie.oracle, lie.reason));
  if (record.excused > 0)
    notes.push_back(fmt::format("{} broken promises excused by these lies", record.excused));
  if (!record.never_seen.empty())
    notes.push_back(fmt::format("never seen: {}", fmt::join(record.never_seen, ", ")));
  return notes;
}

Table exploration_matrix(const ExplorationRecord& record) {
  Table table({"kind", "at", "played", "struck", "noticed", "violated"});
  for (const ExplorationRecord::Cell& cell : record.coverage) {
    table.add({{.text = cell.kind},
               {.text = std::string(point_class_word(cell.point))},
               {.text = std::to_string(cell.played)},
               {.text = std::to_string(cell.struck)},
               {.text = std::to_string(cell.noticed)},
               {.text = std::to_string(cell.violated)}});
  }
  return table;
}

Table exploration_findings(const ExplorationRecord& record) {
  // In real time each says how often it came again, and what led to it: nobody plays that again for
  // nothing.
  const bool is_live = !record.transport.empty();
  Table table(is_live
                  ? std::vector<std::string>{"violation", "runs", "confirmed", "first by", "replay"}
                  : std::vector<std::string>{"violation", "runs", "faults", "replay"});
  for (const ExplorationRecord::Finding& finding : record.findings) {
    std::vector<Cell> row{{.text = finding.signature, .tone = Tone::bad},
                          {.text = std::to_string(finding.runs)}};
    if (is_live) {
      row.push_back(
          {.text = fmt::format("{} of {}", finding.confirmed.failures, finding.confirmed.plays)});
      row.push_back({.text = fmt::format("{}", fmt::join(finding.choices, "; "))});
    } else {
      row.push_back({.text = std::to_string(finding.choices.size())});
    }
    row.push_back({.text = finding.replay});
    table.add(std::move(row));
  }
  return table;
}

std::string exploration_text(const ExplorationRecord& record, Colours colours) {
  std::string text = exploration_title(record) + "\n";
  for (const std::string& note : exploration_notes(record)) text += "  " + note + "\n";
  text += "\n" + exploration_matrix(record).text(colours) + "\n";
  if (record.findings.empty()) return text + std::string(nothing_broke) + "\n";
  return text + exploration_findings(record).text(colours);
}

std::string exploration_markdown(const ExplorationRecord& record) {
  std::string text = fmt::format("\n## {}\n\n", markdown_text(exploration_title(record)));
  for (const std::string& note : exploration_notes(record))
    text += fmt::format("- {}\n", markdown_text(note));
  text += "\n" + exploration_matrix(record).markdown() + "\n";
  if (record.findings.empty()) return text + std::string(nothing_broke) + "\n";
  return text + exploration_findings(record).markdown();
}

std::string exploration_html(const ExplorationRecord& record) {
  const auto safe = [](std::string_view text) { return diagram::escaped(plain_text(text)); };
  std::string text = fmt::format("<h2>{}</h2>\n<ul>\n", safe(exploration_title(record)));
  for (const std::string& note : exploration_notes(record))
    text += fmt::format("<li>{}</li>\n", safe(note));
  text += "</ul>\n";
  text += record.findings.empty() ? fmt::format("<p class=\"good\">{}</p>\n", nothing_broke)
                                  : exploration_findings(record).html("findings");
  return text + exploration_matrix(record).html("matrix");
}

}  // namespace ripcord::report
