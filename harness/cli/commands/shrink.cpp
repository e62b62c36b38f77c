#include "harness/cli/commands.hpp"
#include "harness/cli/replay_reading.hpp"
#include "harness/cli/searched_scenario.hpp"
#include "harness/cli/world_shrinker.hpp"
#include "harness/explore/plain_rules.hpp"
#include "harness/explore/scenario_file.hpp"
#include "harness/explore/shrinker.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <sstream>
#include <utility>

namespace ripcord::cli {
namespace {

using explore::Replay;
using explore::Trial;

// The result must come out alike so often before it is believed.
constexpr int verifications = 3;

/// Whether the replay's run fails as it says with `searched`.
bool fails(const SearchedScenario& searched, const Replay& replay) {
  const Trial trial = searched.trials().play(replay.choices);
  return trial.is_judged && trial.all_fired() && trial.find(replay.signature) != nullptr;
}

/// The run's trial if it comes out alike each time; none if it flickers.
std::optional<Trial> verified(const SearchedScenario& searched, const Replay& replay) {
  std::optional<Trial> first;
  for (int i = 0; i < verifications; ++i) {
    Trial trial = searched.trials().play(replay.choices);
    if (trial.find(replay.signature) == nullptr) return std::nullopt;
    if (first && first->trace_hash != trial.trace_hash) return std::nullopt;
    if (!first) first.emplace(std::move(trial));
  }
  return first;
}

bool write(const std::string& path, const std::string& text, Console& console) {
  std::ofstream file(path, std::ios::trunc);
  file << text;
  file.flush();
  if (file) return true;
  fail(console, "shrink", ExitCode::environment, "cannot write " + path);
  return false;
}

/// `<path without .json>.min`, or what the user wants.
std::string stem_of(const ShrinkOptions& options) {
  if (!options.out.empty()) return options.out;
  std::string stem = options.path;
  if (stem.ends_with(".json")) stem.resize(stem.size() - 5);
  return stem + ".min";
}

std::string scenario_text(const SearchedScenario& searched,
                          const Replay& replay,
                          const Trial& trial) {
  const SourceFiles sources = sources_of(replay.scenario);
  std::vector<shim::RuleSpec> rules = explore::plain_rules(*searched.subject, replay.choices);
  const run::Variations::Played played = searched.subject->play(rules, run::Keep::none);
  std::vector<explore::VariantEnd> ends{{.variant = replay.variant, .result = &played.result}};
  std::optional<run::Variations::Played> reference;
  if (searched.reference) {
    reference.emplace(searched.reference->play(rules, run::Keep::none));
    // What does not come to all the faults says nothing of them.
    const auto has_fired = [](const run::RuleReport& rule) { return rule.fired > 0; };
    if (std::ranges::all_of(reference->result.rules, has_fired))
      ends.push_back({.variant = replay.against, .result = &reference->result});
  }
  return explore::scenario_file({.source = sources.scenario,
                                 .pack = sources.pack,
                                 .settings = replay.settings,
                                 .seed = replay.seed,
                                 .rules = std::move(rules),
                                 .oracle = replay.oracle,
                                 .reason = trial.find(replay.signature)->reason,
                                 .ends = ends});
}

}  // namespace

ExitCode shrink_command(const ShrinkOptions& options, const Program& program, Console& console) {
  ExitCode code = ExitCode::as_expected;
  std::optional<Replay> replay = read_replay(options.path, "shrink", program, console, code);
  if (!replay) return code;
  // Thousands of plays: what failed in real time is made smaller where it fails in sim, too.
  replay->transport.clear();
  std::optional<SearchedScenario> searched =
      searched_scenario(wish_of(*replay), "shrink", program, console, code);
  if (!searched) return code;
  if (replay->signature.empty() || !fails(*searched, *replay))
    return fail(console,
                "shrink",
                ExitCode::diverged,
                "it does not fail as recorded: see `ripcord replay`");
  replay->variant = searched->scenario.variant;
  const std::size_t before = replay->choices.size();
  WorldShrinker world(program, options.runs);
  std::uint64_t runs = 0;
  bool is_minimal = true;
  // Fewer faults leave more of the world without a purpose, and a smaller world more points that
  // are the first of their kind.
  do {
    const explore::Trials trials = searched->trials();
    const explore::Menu menu(searched->scenario, {});
    explore::Shrinker shrinker(trials, menu, replay->signature, options.runs);
    replay->choices = shrinker.shrink(std::move(replay->choices));
    runs += shrinker.runs();
    is_minimal = shrinker.is_minimal();
  } while (world.shrink(*searched, *replay));

  const std::optional<Trial> trial = verified(*searched, *replay);
  if (!trial)
    return fail(console,
                "shrink",
                ExitCode::environment,
                "the result does not come out alike each time: a defect of ripcord itself");
  replay->digest = searched->scenario.digest;
  replay->trace_hash = trial->trace_hash;
  replay->marks = explore::marks_of(trial->log());
  const std::string stem = stem_of(options);
  if (!write(stem + ".json", explore::text(*replay), console) ||
      !write(stem + ".yaml", scenario_text(*searched, *replay, *trial), console))
    return ExitCode::environment;
  console.out << fmt::format("{} of {} faults in {} runs{}: {}\n",
                             replay->choices.size(),
                             before,
                             runs + world.runs(),
                             is_minimal && world.is_minimal() ? "" : ", more were not allowed",
                             replay->signature);
  for (const explore::Choice& choice : replay->choices)
    console.out << "  " << explore::text(choice) << '\n';
  console.out << fmt::format("written to {0}.json and {0}.yaml\n", stem);
  return ExitCode::as_expected;
}

}  // namespace ripcord::cli
