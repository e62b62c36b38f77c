#include "harness/cli/explore_output.hpp"

#include "harness/report/table.hpp"

#include <fmt/format.h>

namespace ripcord::cli {
namespace {

using report::ExplorationRecord;

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
  add(level.beyond_limit, "not planned beyond the limit");
  return line;
}

report::Table matrix_table(const std::vector<ExplorationRecord::Cell>& cells) {
  report::Table table({"kind", "at", "played", "struck", "noticed", "violated"});
  for (const ExplorationRecord::Cell& cell : cells) {
    table.add({{.text = cell.kind},
               {.text = std::string(report::point_class_word(cell.point))},
               {.text = std::to_string(cell.played)},
               {.text = std::to_string(cell.struck)},
               {.text = std::to_string(cell.noticed)},
               {.text = std::to_string(cell.violated)}});
  }
  return table;
}

report::Table findings_table(const std::vector<ExplorationRecord::Finding>& findings) {
  report::Table table({"violation", "runs", "faults", "replay"});
  for (const ExplorationRecord::Finding& finding : findings) {
    table.add({{.text = finding.signature, .tone = report::Tone::bad},
               {.text = std::to_string(finding.runs)},
               {.text = std::to_string(finding.choices.size())},
               {.text = finding.replay}});
  }
  return table;
}

/// `inject_fault { executed: no } toward clients`.
std::string lie_text(const explore::Lie& lie) {
  std::string text(lie.kind);
  if (!lie.parameter.empty()) text += fmt::format(" {{ {}: {} }}", lie.parameter, lie.value);
  if (lie.toward == explore::Lie::Toward::client) text += " toward clients";
  if (lie.toward == explore::Lie::Toward::server) text += " toward servers";
  return text;
}

ExplorationRecord::Level level_of(const explore::Level& level) {
  return {.depth = level.depth,
          .planned = level.planned,
          .played = level.played,
          .unjudged = level.unjudged,
          .without_effect = level.without_effect,
          .same_state = level.same_state,
          .represented = level.represented,
          .beyond_limit = level.beyond_limit};
}

ExplorationRecord::Finding finding_of(const explore::Finding& finding, const std::string& replay) {
  ExplorationRecord::Finding found{.signature = finding.violation.signature,
                                   .oracle = finding.violation.oracle,
                                   .reason = finding.violation.reason,
                                   .runs = finding.runs,
                                   .replay = replay};
  for (const explore::Choice& choice : finding.schedule)
    found.choices.push_back(explore::text(choice));
  return found;
}

}  // namespace

report::ExplorationRecord record_of(const ExploreHeading& heading,
                                    const explore::Exploration& exploration,
                                    const std::vector<std::string>& replays) {
  ExplorationRecord record{.scenario = heading.scenario,
                           .variant = heading.variant,
                           .against = heading.against,
                           .digest = heading.digest,
                           .seed = heading.seed,
                           .depth = heading.depth,
                           .kinds = heading.kinds,
                           .part_count = heading.part_count,
                           .parts = {heading.part},
                           .points = exploration.points,
                           .runs = exploration.runs - exploration.unjudged,
                           .failed_runs = exploration.failed_runs,
                           .random_runs = exploration.random_runs,
                           .behaviours = exploration.behaviours,
                           .outcomes = exploration.outcomes,
                           .never_seen = exploration.events_never_seen};
  for (const explore::Level& level : exploration.levels) record.levels.push_back(level_of(level));
  const std::span<const explore::Finding> findings = exploration.findings.all();
  for (std::size_t i = 0; i < findings.size(); ++i)
    record.findings.push_back(finding_of(findings[i], replays[i]));
  for (const auto& [key, cell] : exploration.matrix.cells()) {
    record.coverage.push_back({.kind = key.first,
                               .point = key.second,
                               .played = cell.played,
                               .struck = cell.struck,
                               .noticed = cell.noticed,
                               .violated = cell.violated});
  }
  for (const explore::Menu::LeftOut& one : heading.left_out)
    record.left_out.push_back({.kind = one.kind, .reason = one.reason});
  record.excused = exploration.excused;
  for (const explore::Lie* lie : heading.lies)
    record.lies.push_back({.fault = lie_text(*lie),
                           .oracle = std::string(lie->oracle),
                           .reason = std::string(lie->reason)});
  return record;
}

void print_exploration(const report::ExplorationRecord& record, Console& console) {
  std::ostream& out = console.out;
  out << fmt::format("{} [{}] seed {}: {} points, {} runs, {} behaviours, {} outcomes\n",
                     record.scenario,
                     record.variant,
                     record.seed,
                     record.points,
                     record.runs,
                     record.behaviours.size(),
                     record.outcomes.size());
  for (const ExplorationRecord::Level& level : record.levels)
    out << "  " << level_line(level) << '\n';
  if (record.random_runs > 0) out << fmt::format("  random: {} schedules\n", record.random_runs);
  for (const ExplorationRecord::LeftOut& one : record.left_out)
    out << fmt::format("  without {}: {}\n", one.kind, one.reason);
  for (const ExplorationRecord::Lie& lie : record.lies)
    out << fmt::format("  {} not held to {}: {}\n", lie.fault, lie.oracle, lie.reason);
  if (record.excused > 0)
    out << fmt::format("  {} broken promises excused by these lies\n", record.excused);
  if (!record.never_seen.empty())
    out << fmt::format("  never seen: {}\n", fmt::join(record.never_seen, ", "));
  out << '\n' << matrix_table(record.coverage).text(console.out_colours) << '\n';
  if (record.findings.empty()) {
    out << "no violation\n";
    return;
  }
  out << findings_table(record.findings).text(console.out_colours);
}

}  // namespace ripcord::cli
