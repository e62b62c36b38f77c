#include "harness/cli/world_shrinker.hpp"

#include "harness/cli/replay_reading.hpp"
#include "harness/explore/scenario_file.hpp"
#include "harness/explore/simpler_world.hpp"
#include "transports/base/hash.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <sstream>
#include <utility>

namespace ripcord::cli {
namespace {

std::string content_of(const std::filesystem::path& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// `settings` with `setting` in the place of what says something of the same key.
std::vector<std::string> with(std::vector<std::string> settings, const std::string& setting) {
  const std::string key = setting.substr(0, setting.find('=') + 1);
  std::erase_if(settings, [&](const std::string& other) { return other.starts_with(key); });
  settings.push_back(setting);
  return settings;
}

}  // namespace

SourceFiles sources_of(const std::string& path) {
  const std::filesystem::path pack = std::filesystem::path(path).parent_path() / "pack.yaml";
  return {.scenario = {.file = path, .text = content_of(path)},
          .pack = {.file = pack.string(), .text = content_of(pack)}};
}

bool WorldShrinker::shrink(SearchedScenario& searched, explore::Replay& replay) {
  bool has_shrunk = false;
  while (shrink_once(searched, replay)) has_shrunk = true;
  return has_shrunk;
}

bool WorldShrinker::shrink_once(SearchedScenario& searched, explore::Replay& replay) {
  const SourceFiles sources = sources_of(replay.scenario);
  const scenario::Node root =
      explore::scenario_tree(sources.scenario, sources.pack, replay.settings);
  const std::vector<std::string> settings = explore::simpler_worlds(root);
  return std::ranges::any_of(
      settings, [&](const std::string& setting) { return try_setting(setting, searched, replay); });
}

bool WorldShrinker::try_setting(const std::string& setting,
                                SearchedScenario& searched,
                                explore::Replay& replay) {
  explore::Replay simpler = replay;
  simpler.settings = with(simpler.settings, setting);
  if (runs_ >= runs_max_ || !tried_.insert(digest(explore::text(simpler))).second) return false;
  ++runs_;
  std::ostringstream nobody;
  Console quiet{.out = nobody, .err = nobody};
  ExitCode code = ExitCode::as_expected;
  auto other = searched_scenario(wish_of(simpler), "shrink", program_, quiet, code);
  if (!other || other->scenario.digest == searched.scenario.digest) return false;
  const explore::Trial trial = other->trials().play(simpler.choices);
  const bool fails =
      trial.is_judged && trial.all_fired() && trial.find(simpler.signature) != nullptr;
  if (!fails) return false;
  replay = std::move(simpler);
  searched = *std::move(other);
  return true;
}

}  // namespace ripcord::cli
