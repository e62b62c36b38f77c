#include "harness/cli/commands.hpp"
#include "harness/cli/rehearsal.hpp"
#include "harness/cli/replay_reading.hpp"
#include "harness/cli/searched_scenario.hpp"
#include "harness/explore/confirmation.hpp"
#include "harness/explore/rerun.hpp"
#include "transports/trace/json_lines.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <utility>

namespace ripcord::cli {
namespace {

using explore::Replay;
using explore::Rerun;
using explore::Trial;

// Points that are named where one has vanished: the first is mostly the right one.
constexpr std::size_t candidates_max = 3;

/// Takes the choices away that `dropped` numbers, from 1; false if there is no such choice.
bool drop(std::vector<std::uint32_t> dropped, explore::Schedule& choices) {
  std::ranges::sort(dropped, std::ranges::greater());
  const auto repeated = std::ranges::unique(dropped);
  dropped.erase(repeated.begin(), repeated.end());
  for (const std::uint32_t number : dropped) {
    if (number == 0 || number > choices.size()) return false;
    choices.erase(choices.begin() + (number - 1));
  }
  return true;
}

/// The first `count` records of a run, one a line.
std::string story(const trace::Log& log, std::size_t count) {
  std::string lines = trace::json_lines(log);
  std::size_t end = 0;
  for (std::size_t i = 0; i < count && end < lines.size(); ++i) end = lines.find('\n', end) + 1;
  lines.resize(end);
  return lines;
}

std::string line_of(const trace::Log& log, std::size_t record) {
  const std::size_t before = story(log, record).size();
  const std::string until = story(log, record + 1);
  return until.substr(before);
}

void print_vanished(const Replay& replay,
                    const Rerun& rerun,
                    const Trial& trial,
                    Console& console) {
  std::vector<explore::Point> points;
  for (const explore::Reached& reached : trial.survey.reached)
    points.push_back(explore::point_of(reached, trial.log()));
  for (const std::size_t index : rerun.vanished) {
    const explore::Point& missing = replay.choices[index].at;
    console.out << fmt::format(
        "  fault {}: no {}; near to it:\n", index + 1, explore::text(missing));
    for (const explore::Point& near : explore::nearest_points(missing, points, candidates_max))
      console.out << "    " << explore::text(near) << '\n';
  }
}

void print(const Replay& replay, const Rerun& rerun, const Trial& trial, Console& console) {
  std::ostream& out = console.out;
  switch (rerun.result) {
    case Rerun::Result::as_recorded:
      out << (replay.signature.empty() ? "passes, as recorded\n"
                                       : "fails as recorded: " + replay.signature + '\n');
      break;
    case Rerun::Result::passes:
      out << fmt::format("passes now; recorded was {}\n", replay.signature);
      break;
    case Rerun::Result::diverged:
      out << fmt::format("diverged: {}\n", rerun.why);
      break;
  }
  if (trial.is_judged) print_vanished(replay, rerun, trial, console);
  for (const explore::Violation& violation : trial.violations)
    out << fmt::format("  {}: {}\n", violation.oracle, violation.reason);
  if (rerun.first_difference)
    out << fmt::format("first event that differs, number {}: {}",
                       *rerun.first_difference,
                       line_of(trial.log(), *rerun.first_difference));
}

/// One play of a replay and what it says.
struct Played {
  Trial trial;
  Rerun rerun;
};

Played played_once(const Replay& replay, const explore::Trials& trials, Strictness strictness) {
  const bool strict = strictness == Strictness::strict;
  Trial trial = trials.play(replay.choices);
  Rerun rerun = explore::compare(
      replay, trial, strict ? explore::Exactness::trace : explore::Exactness::outcome);
  return {.trial = std::move(trial), .rerun = std::move(rerun)};
}

/// In real time the first result that comes often enough counts, else the last one; says how often
/// that was.
Played played_live(const Replay& replay, const explore::Trials& trials, Console& console) {
  constexpr explore::Quorum quorum;
  std::map<Rerun::Result, std::uint32_t> results;
  std::uint32_t plays = 0;
  while (true) {
    Played played = played_once(replay, trials, Strictness::lenient);
    const std::uint32_t alike = ++results[played.rerun.result];
    ++plays;
    if (alike < quorum.failures && plays < quorum.plays) continue;
    console.out << fmt::format("{} of {} plays: ", alike, plays);
    return played;
  }
}

ExitCode code_of(const Replay& replay, const Rerun& rerun) {
  if (rerun.result == Rerun::Result::diverged) return ExitCode::diverged;
  const bool fails = rerun.result == Rerun::Result::as_recorded && !replay.signature.empty();
  return fails ? ExitCode::failed : ExitCode::as_expected;
}

}  // namespace

ExitCode replay_command(const ReplayOptions& options, const Program& program, Console& console) {
  ExitCode code = ExitCode::as_expected;
  std::optional<Replay> replay = read_replay(options.path, "replay", program, console, code);
  if (!replay) return code;
  if (!drop(options.dropped, replay->choices))
    return fail(console,
                "replay",
                ExitCode::invalid,
                fmt::format("--drop-fault: it has {} faults", replay->choices.size()));
  if (!options.dropped.empty()) replay->trace_hash = 0;
  if (!options.transport.empty())
    replay->transport = options.transport == "sim" ? std::string() : options.transport;
  const std::optional<SearchedScenario> searched =
      searched_scenario(wish_of(*replay), "replay", program, console, code);
  if (!searched) return code;
  if (searched->is_live() && options.strictness == Strictness::strict)
    return fail(
        console, "replay", ExitCode::invalid, "--strict: in real time no two traces are the same");
  if (replay->digest != 0 && replay->digest != searched->scenario.digest)
    console.err << fmt::format("ripcord: replay: {} is not what it was\n", replay->scenario);

  if (!replay->flaw.empty()) console.err << fmt::format("ripcord: replay: {}\n", replay->flaw);

  explore::Trials trials = searched->trials();
  std::optional<explore::Onlooker> onlooker;
  if (!searched->programs.empty()) {
    onlooker = rehearsed(*searched, trials, "replay", console, code);
    if (!onlooker) return code;
    if (replay->judges == run::Judges::oracles) trials.admit(*onlooker);
  }
  const Played played = searched->is_live() ? played_live(*replay, trials, console)
                                            : played_once(*replay, trials, options.strictness);
  const auto& [trial, rerun] = played;
  if (!options.until.empty() && trial.is_judged) {
    const std::optional<std::size_t> end = explore::find_record(trial, options.until);
    if (!end)
      return fail(console,
                  "replay",
                  ExitCode::invalid,
                  fmt::format("--until: the run does not come to `{}`", options.until));
    console.out << story(trial.log(), *end + 1);
  }
  print(*replay, rerun, trial, console);
  return code_of(*replay, rerun);
}

}  // namespace ripcord::cli
