#include "harness/cli/rehearsal.hpp"

#include <fmt/format.h>

#include <array>
#include <string>

namespace ripcord::cli {
namespace {

/// Why nothing can be learnt from `trial`; empty if something can.
std::string problem_of(const explore::Trial& trial) {
  if (!trial.is_judged) return trial.why;
  if (!trial.violations.empty()) return trial.violations.front().reason;
  if (trial.ending.outcome == world::Outcome::completed) return {};
  return trial.ending.message;
}

}  // namespace

void announce(const SearchedScenario& searched, Console& console) {
  for (const std::string& line : searched.programs) console.err << "starts " << line << '\n';
}

std::optional<explore::Onlooker> rehearsed(const SearchedScenario& searched,
                                           const explore::Trials& trials,
                                           std::string_view command,
                                           Console& console,
                                           ExitCode& code) {
  announce(searched, console);
  // Twice, to see whether it prints the same each time.
  const std::array plays{trials.play({}), trials.play({})};
  for (const explore::Trial& trial : plays) {
    const std::string problem = problem_of(trial);
    if (problem.empty()) continue;
    code = fail(console,
                command,
                ExitCode::environment,
                "its workload does not complete without faults: " + problem);
    return std::nullopt;
  }
  const std::array<const run::RunResult*, 2> usual{&plays[0].played.result,
                                                   &plays[1].played.result};
  explore::Onlooker onlooker(searched.scenario, usual);
  for (const std::string& program : onlooker.fickle())
    console.err << fmt::format(
        "ripcord: {}: {} prints one thing and another without any fault: it is not judged by what "
        "it prints\n",
        command,
        program);
  return onlooker;
}

}  // namespace ripcord::cli
