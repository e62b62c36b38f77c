// Every kind of the catalogue has a shipped scenario whose outcome changes when the rule is taken
// away. What a correct peer must shrug off changes a naive one's only.
#include "harness/peers/dcerpc_cast.hpp"
#include "harness/scenario/reader.hpp"
#include "harness/stage/sim_venue.hpp"
#include "harness/world/action.hpp"
#include "tests/harness/run/rehearsal.hpp"
#include "transports/shim/fault.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace ripcord::run {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> kind_names() {
  std::vector<std::string> names;
  for (const shim::FaultKind* kind : shim::fault_kinds()) names.emplace_back(kind->name);
  for (const world::ActionKind* kind : world::action_kinds()) names.emplace_back(kind->name);
  return names;
}

/// Faults that leave every byte as it was, or add what belongs to no call.
constexpr std::array<std::string_view, 6> benign{
    "delay", "jitter", "bandwidth", "split", "coalesce", "duplicate"};

struct Script {
  scenario::SourceText file;
  scenario::SourceText pack;
};

/// Every shipped scenario, in the order of their paths.
std::vector<Script> read_scripts() {
  const fs::path root = fs::path(RIPCORD_SOURCE_DIR);
  std::vector<fs::path> paths;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(root / "scenarios")) {
    const fs::path& path = entry.path();
    if (path.extension() == ".yaml" && path.filename() != "pack.yaml") paths.push_back(path);
  }
  std::ranges::sort(paths);
  std::vector<Script> scripts;
  for (const fs::path& path : paths) {
    const fs::path pack = path.parent_path() / "pack.yaml";
    scripts.push_back({.file = repository_file(fs::relative(path, root).string())});
    if (fs::exists(pack)) scripts.back().pack = repository_file(fs::relative(pack, root).string());
  }
  return scripts;
}

const std::vector<Script>& scripts() {
  static const std::vector<Script> all = read_scripts();
  return all;
}

/// What a run came to, but for what its rules did.
using Fate = std::tuple<Outcome,
                        std::string,
                        std::string,
                        std::uint32_t,
                        std::uint32_t,
                        std::vector<std::string>>;

/// Nothing, where the scenario cannot be played: another rule refers to the one that was taken
/// away.
std::optional<Fate> fate(scenario::ResolvedScenario scenario) {
  scenario.expectation = {};
  auto production = Production::prepare(std::move(scenario), peers::dcerpc_cast());
  if (!production) return std::nullopt;
  const RunResult result = (*production)->play(stage::sim_venue(), 1, Keep::none);
  return Fate(result.ending.outcome,
              result.ending.file,
              result.ending.operation,
              result.ending.error,
              result.ending.event,
              violated_by(result));
}

struct Comparison {
  std::string variant;
  bool changed = false;
};

/// One for each variant of `script` whose rules use `kind`.
std::vector<Comparison> compare(const Script& script, std::string_view kind) {
  const std::vector<const stage::Venue*> venues{&stage::sim_venue()};
  const scenario::Vocabulary words = vocabulary(peers::dcerpc_cast(), venues);
  const auto read = scenario::read(script.file, {.pack = script.pack}, words);
  if (!read || !read->requirements().empty()) return {};
  std::vector<Comparison> comparisons;
  for (const scenario::VariantName& variant : read->variants()) {
    auto chosen = read->resolve({.variant = variant.name, .transport = "sim"});
    if (!chosen) continue;
    scenario::ResolvedScenario without = *chosen;
    const auto uses = [&](const shim::RuleSpec& rule) { return rule.kind == kind; };
    if (std::erase_if(without.rules, uses) == 0) continue;
    const std::optional<Fate> with_rule = fate(std::move(*chosen));
    const std::optional<Fate> without_rule = fate(std::move(without));
    if (!with_rule || !without_rule) continue;
    comparisons.push_back({.variant = variant.name, .changed = *with_rule != *without_rule});
  }
  return comparisons;
}

std::vector<Comparison> compare_everywhere(std::string_view kind) {
  std::vector<Comparison> all;
  for (const Script& script : scripts()) {
    if (script.file.text.find(std::string(kind) + ":") == std::string::npos) continue;
    for (Comparison& one : compare(script, kind)) all.push_back(std::move(one));
  }
  return all;
}

class EachKind : public testing::TestWithParam<std::string> {};

TEST_P(EachKind, has_a_scenario_whose_outcome_it_changes) {
  const std::vector<Comparison> comparisons = compare_everywhere(GetParam());

  EXPECT_TRUE(std::ranges::any_of(comparisons, &Comparison::changed));
}

INSTANTIATE_TEST_SUITE_P(Catalogue,
                         EachKind,
                         testing::ValuesIn(kind_names()),
                         [](const auto& kind) { return kind.param; });

class EachBenignKind : public testing::TestWithParam<std::string_view> {};

TEST_P(EachBenignKind, changes_nothing_for_a_patched_client) {
  std::vector<Comparison> patched = compare_everywhere(GetParam());
  std::erase_if(patched, [](const Comparison& one) { return one.variant != "patched"; });

  EXPECT_FALSE(patched.empty());
  EXPECT_TRUE(std::ranges::none_of(patched, &Comparison::changed));
}

INSTANTIATE_TEST_SUITE_P(Catalogue,
                         EachBenignKind,
                         testing::ValuesIn(benign),
                         [](const auto& kind) { return std::string(kind.param); });

}  // namespace
}  // namespace ripcord::run
