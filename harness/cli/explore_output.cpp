#include "harness/cli/explore_output.hpp"

#include "harness/report/folder.hpp"
#include "harness/report/json_writer.hpp"
#include "harness/report/table.hpp"

#include <fmt/format.h>

namespace ripcord::cli {
namespace {

using explore::Exploration;
using explore::Finding;
using explore::Level;

std::string level_line(const Level& level) {
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

report::Table matrix_table(const explore::Matrix& matrix) {
  report::Table table({"kind", "at", "played", "struck", "noticed", "violated"});
  for (const auto& [key, cell] : matrix.cells()) {
    table.add({{.text = key.first},
               {.text = std::string(report::point_class_word(key.second))},
               {.text = std::to_string(cell.played)},
               {.text = std::to_string(cell.struck)},
               {.text = std::to_string(cell.noticed)},
               {.text = std::to_string(cell.violated)}});
  }
  return table;
}

report::Table findings_table(const Exploration& exploration,
                             const std::vector<std::string>& replays) {
  report::Table table({"violation", "runs", "faults", "replay"});
  for (std::size_t i = 0; i < exploration.findings.all().size(); ++i) {
    const Finding& finding = exploration.findings.all()[i];
    table.add({{.text = finding.violation.signature, .tone = report::Tone::bad},
               {.text = std::to_string(finding.runs)},
               {.text = std::to_string(finding.schedule.size())},
               {.text = replays[i]}});
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

void write_lies(report::JsonWriter& json, const ExploreHeading& heading) {
  json.key("lies").begin_array();
  for (const explore::Lie* lie : heading.lies)
    json.begin_object()
        .text("fault", lie_text(*lie))
        .text("oracle", lie->oracle)
        .text("reason", lie->reason)
        .end_object();
  json.end_array();
}

void write_findings(report::JsonWriter& json,
                    const Exploration& exploration,
                    const std::vector<std::string>& replays) {
  json.key("findings").begin_array();
  for (std::size_t i = 0; i < exploration.findings.all().size(); ++i) {
    const Finding& finding = exploration.findings.all()[i];
    json.begin_object()
        .text("signature", finding.violation.signature)
        .text("oracle", finding.violation.oracle)
        .text("reason", finding.violation.reason)
        .number("runs", finding.runs)
        .text("replay", replays[i])
        .key("choices")
        .begin_array();
    for (const explore::Choice& choice : finding.schedule) json.text(explore::text(choice));
    json.end_array().end_object();
  }
  json.end_array();
}

void write_levels(report::JsonWriter& json, const Exploration& exploration) {
  json.key("levels").begin_array();
  for (const Level& level : exploration.levels) {
    json.begin_object()
        .number("depth", level.depth)
        .number("planned", level.planned)
        .number("played", level.played)
        .number("unjudged", level.unjudged)
        .number("without_effect", level.without_effect)
        .number("same_state", level.same_state)
        .number("represented", level.represented)
        .number("beyond_limit", level.beyond_limit)
        .end_object();
  }
  json.end_array();
}

void write_matrix(report::JsonWriter& json, const explore::Matrix& matrix) {
  json.key("coverage").begin_array();
  for (const auto& [key, cell] : matrix.cells()) {
    json.begin_object()
        .text("kind", key.first)
        .text("point", report::point_class_word(key.second))
        .number("played", cell.played)
        .number("struck", cell.struck)
        .number("noticed", cell.noticed)
        .number("violated", cell.violated)
        .end_object();
  }
  json.end_array();
}

}  // namespace

void print_exploration(const ExploreHeading& heading,
                       const Exploration& exploration,
                       const std::vector<std::string>& replays,
                       Console& console) {
  std::ostream& out = console.out;
  out << fmt::format("{} [{}] seed {}: {} points, {} runs, {} behaviours, {} outcomes\n",
                     heading.scenario,
                     heading.variant,
                     heading.seed,
                     exploration.points,
                     exploration.runs,
                     exploration.behaviours.size(),
                     exploration.outcomes.size());
  for (const Level& level : exploration.levels) out << "  " << level_line(level) << '\n';
  if (exploration.random_runs > 0)
    out << fmt::format("  random: {} schedules\n", exploration.random_runs);
  for (const explore::Menu::LeftOut& kind : heading.left_out)
    out << fmt::format("  without {}: {}\n", kind.kind, kind.reason);
  for (const explore::Lie* lie : heading.lies)
    out << fmt::format("  {} not held to {}: {}\n", lie_text(*lie), lie->oracle, lie->reason);
  if (exploration.excused > 0)
    out << fmt::format("  {} broken promises excused by these lies\n", exploration.excused);
  if (!exploration.events_never_seen.empty())
    out << fmt::format("  never seen: {}\n", fmt::join(exploration.events_never_seen, ", "));
  out << '\n' << matrix_table(exploration.matrix).text(console.out_colours) << '\n';
  if (exploration.findings.all().empty()) {
    out << "no violation\n";
    return;
  }
  out << findings_table(exploration, replays).text(console.out_colours);
}

std::string exploration_json(const ExploreHeading& heading,
                             const Exploration& exploration,
                             const std::vector<std::string>& replays) {
  std::string text(report::result_marker);
  text += exploration.is_clean() ? "passed\"" : "failed\"";
  text += ",\"exploration\":";
  report::JsonWriter json(text);
  json.begin_object()
      .text("scenario", heading.scenario)
      .text("variant", heading.variant)
      .text("against", heading.against)
      .hash("digest", heading.digest)
      .number("seed", heading.seed)
      .number("depth", heading.depth)
      .boolean("complete", exploration.is_complete())
      .number("points", exploration.points)
      .number("runs", exploration.runs)
      .number("random_runs", exploration.random_runs)
      .number("behaviours", exploration.behaviours.size())
      .number("outcomes", exploration.outcomes.size())
      .number("excused", exploration.excused);
  write_lies(json, heading);
  write_levels(json, exploration);
  write_findings(json, exploration, replays);
  write_matrix(json, exploration.matrix);
  json.key("never_seen").begin_array();
  for (const std::string& event : exploration.events_never_seen) json.text(event);
  json.end_array().key("left_out").begin_array();
  for (const explore::Menu::LeftOut& kind : heading.left_out)
    json.begin_object().text("kind", kind.kind).text("reason", kind.reason).end_object();
  json.end_array().end_object();
  return text + "}\n";
}

}  // namespace ripcord::cli
