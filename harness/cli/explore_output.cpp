#include "harness/cli/explore_output.hpp"

#include <fmt/format.h>

namespace ripcord::cli {
namespace {

using report::ExplorationRecord;

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
          .insensitive = level.insensitive,
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
                           .transport = heading.transport,
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

void add_confirmation(const explore::Confirmation& confirmation,
                      report::ExplorationRecord& record) {
  for (ExplorationRecord::Finding& finding : record.findings) {
    const explore::Ballot* const ballot = confirmation.confirmed(finding.signature);
    if (ballot != nullptr)
      finding.confirmed = {.failures = ballot->failures, .plays = ballot->plays};
  }
  for (const explore::Ballot& ballot : confirmation.doubtful()) {
    record.doubtful.push_back(
        finding_of({.violation = ballot.violation, .schedule = ballot.schedule, .runs = 1}, {}));
    record.doubtful.back().confirmed = {.failures = ballot.failures, .plays = ballot.plays};
  }
  record.doubtful_beyond_limit = confirmation.doubtful_beyond_limit();
  record.confirming_plays = confirmation.plays();
}

}  // namespace ripcord::cli
