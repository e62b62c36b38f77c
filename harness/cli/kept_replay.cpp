#include "harness/cli/kept_replay.hpp"

#include "harness/cli/console.hpp"
#include "harness/cli/replay_reading.hpp"
#include "harness/cli/searched_scenario.hpp"
#include "harness/explore/recorded_run.hpp"
#include "harness/explore/replay_file.hpp"
#include "harness/scenario/foreign_checks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <sstream>

namespace ripcord::cli {
namespace {

/// The values of `name` among the words of a command.
std::vector<std::string> values_of(std::string_view name, const std::vector<std::string>& words) {
  std::vector<std::string> values;
  for (std::size_t i = 0; i + 1 < words.size(); i += 2)
    if (words[i] == name) values.push_back(words[i + 1]);
  return values;
}

/// The lines of what a command would have complained of, as one.
std::string one_line(std::string text) {
  while (!text.empty() && text.back() == '\n') text.pop_back();
  std::ranges::replace(text, '\n', ' ');
  return text;
}

/// Where no virtual time can drive the run: programs of others take part.
std::string real_transport(const scenario::ResolvedScenario& scenario,
                           const run::RunResult& result) {
  return scenario::has_foreign_peers(scenario.world) ? std::string(result.transport)
                                                     : std::string();
}

/// Plays `replay` as `ripcord replay` does and notes what it comes to.
void confirm(explore::Replay& replay, const Program& program) {
  std::ostringstream ignored;
  std::ostringstream complaint;
  Console console{.out = ignored, .err = complaint};
  ExitCode code = ExitCode::as_expected;
  const std::optional<SearchedScenario> searched =
      searched_scenario(wish_of(replay), "replay", program, console, code);
  if (!searched) {
    replay.flaw = one_line(complaint.str());
    return;
  }
  replay.digest = searched->scenario.digest;
  const explore::Trial trial = searched->trials().play(replay.choices);
  if (!trial.is_judged) {
    replay.flaw = trial.why;
    return;
  }
  replay.trace_hash = trial.trace_hash;
  replay.marks = explore::marks_of(trial.log());
  if (trial.find(replay.signature) == nullptr && replay.flaw.empty())
    replay.flaw = "played in sim by its points alone, the run does not fail so";
}

}  // namespace

std::string kept_replay(const report::Subject& subject,
                        const run::Production& production,
                        const run::RunResult& result,
                        const Program& program) {
  const std::optional<explore::Violation> why = explore::unexpected(result, production.scenario());
  if (!why || !result.trace) return {};
  explore::RecordedRun recorded = explore::recorded_run(*result.trace, production.scenario().rules);
  explore::Replay replay{
      .ripcord = fmt::format("{} ({})", program.tool.version, program.tool.commit),
      .scenario = subject.file,
      .variant = production.scenario().variant,
      .settings = values_of("--set", subject.options),
      .transport = real_transport(production.scenario(), result),
      .seed = result.seed,
      .judges = run::Judges::everybody,
      .choices = std::move(recorded.choices),
      .oracle = why->oracle,
      .signature = why->signature};
  if (recorded.left_out > 0)
    replay.flaw = fmt::format("{} strikes more than a replay may have", recorded.left_out);
  if (result.failure->field.starts_with("rules."))
    replay.flaw = "what the scenario expects of its rules is not judged in a replay";
  if (replay.transport.empty()) {
    confirm(replay, program);
  } else {
    // What took its time is not played again for this.
    replay.digest = production.scenario().digest;
  }
  return explore::text(replay);
}

}  // namespace ripcord::cli
