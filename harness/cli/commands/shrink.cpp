#include "harness/cli/commands.hpp"
#include "harness/cli/replay_reading.hpp"
#include "harness/cli/searched_scenario.hpp"
#include "harness/explore/scenario_file.hpp"
#include "harness/explore/shrinker.hpp"

#include <fmt/format.h>

#include <array>
#include <fstream>
#include <sstream>
#include <utility>

namespace ripcord::cli {
namespace {

using explore::Replay;
using explore::Trial;

/// Settings that make a world simpler to understand.
constexpr std::array<std::string_view, 3> simpler_worlds{
    "world.network.latency=0ms", "world.network.reads=whole", "world.network.schedule=fifo"};

// The result must come out alike so often before it is believed.
constexpr int verifications = 3;

/// Whether the replay's run fails as it says with `searched`.
bool fails(const SearchedScenario& searched, const Replay& replay) {
  const Trial trial = searched.trials().play(replay.choices);
  return trial.is_judged && trial.all_fired() && trial.find(replay.signature) != nullptr;
}

/// Makes the world simpler as far as the run still fails as it does.
std::optional<SearchedScenario> simplify_world(SearchedScenario searched,
                                               const Program& program,
                                               Replay& replay) {
  for (const std::string_view setting : simpler_worlds) {
    Replay simpler = replay;
    simpler.settings.emplace_back(setting);
    std::ostringstream nobody;
    Console quiet{.out = nobody, .err = nobody};
    ExitCode code = ExitCode::as_expected;
    auto other = searched_scenario(wish_of(simpler), "shrink", program, quiet, code);
    if (!other || other->scenario.digest == searched.scenario.digest || !fails(*other, simpler))
      continue;
    replay = std::move(simpler);
    searched = *std::move(other);
  }
  return searched;
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
  const std::ifstream file(replay.scenario);
  std::ostringstream source;
  source << file.rdbuf();
  std::vector<explore::VariantEnd> ends{{.variant = replay.variant, .trial = &trial}};
  std::optional<Trial> reference;
  if (searched.reference) {
    reference.emplace(explore::Trials(*searched.reference).play(replay.choices));
    // What does not come to all the faults says nothing of them.
    if (reference->is_judged && reference->all_fired())
      ends.push_back({.variant = replay.against, .trial = &*reference});
  }
  return explore::scenario_file({.source = {.file = replay.scenario, .text = source.str()},
                                 .settings = replay.settings,
                                 .seed = replay.seed,
                                 .schedule = replay.choices,
                                 .signature = replay.signature,
                                 .ends = ends});
}

}  // namespace

ExitCode shrink_command(const ShrinkOptions& options, const Program& program, Console& console) {
  ExitCode code = ExitCode::as_expected;
  std::optional<Replay> replay = read_replay(options.path, "shrink", program, console, code);
  if (!replay) return code;
  std::optional<SearchedScenario> searched =
      searched_scenario(wish_of(*replay), "shrink", program, console, code);
  if (!searched) return code;
  if (replay->signature.empty() || !fails(*searched, *replay))
    return fail(console,
                "shrink",
                ExitCode::diverged,
                "it does not fail as recorded: see `ripcord replay`");
  replay->variant = searched->scenario.variant;
  searched = simplify_world(*std::move(searched), program, *replay);

  const explore::Trials trials = searched->trials();
  const explore::Menu menu(searched->scenario, {});
  explore::Shrinker shrinker(trials, menu, replay->signature, options.runs);
  const std::size_t before = replay->choices.size();
  replay->choices = shrinker.shrink(std::move(replay->choices));

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
                             shrinker.runs(),
                             shrinker.is_minimal() ? "" : ", more were not allowed",
                             replay->signature);
  for (const explore::Choice& choice : replay->choices)
    console.out << "  " << explore::text(choice) << '\n';
  console.out << fmt::format("written to {0}.json and {0}.yaml\n", stem);
  return ExitCode::as_expected;
}

}  // namespace ripcord::cli
