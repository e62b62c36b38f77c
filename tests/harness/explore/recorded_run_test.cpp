#include "harness/explore/recorded_run.hpp"

#include "harness/peers/dcerpc_cast.hpp"
#include "harness/stage/sim_venue.hpp"
#include "tests/harness/explore/searched.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace ripcord::explore {
namespace {

namespace fs = std::filesystem;

/// A run of a scenario's own rules, and the same by the list of their strikes.
struct Twice {
  explicit Twice(const std::string& file, const run::Part& part = {})
      : rehearsal(peers::dcerpc_cast(), run::repository_file(file), part),
        first(rehearsal.play()),
        recorded(recorded_run(*first.trace, rehearsal.scenario().rules)),
        subject(variations(peers::dcerpc_cast(), run::repository_file(file), part)),
        again(Trials(*subject).play(recorded.choices, run::Keep::all)) {}

  [[nodiscard]] std::uint64_t first_behaviour() const {
    return survey(*first.trace, {.workload_records = first.workload_records}).behaviour;
  }

  run::Rehearsal rehearsal;
  run::RunResult first;
  RecordedRun recorded;
  std::unique_ptr<run::Variations> subject;
  Trial again;
};

/// The scenarios of `pack`, which has no pack.yaml, by their paths from the root.
std::vector<std::string> scenarios_of(const std::string& pack) {
  const fs::path root = RIPCORD_SOURCE_DIR;
  std::vector<std::string> files;
  for (const fs::directory_entry& entry : fs::directory_iterator(root / "scenarios" / pack)) {
    const fs::path& file = entry.path();
    if (file.extension() != ".yaml" || file.filename() == "pack.yaml") continue;
    files.push_back(fs::relative(file, root).string());
  }
  std::ranges::sort(files);
  return files;
}

std::string test_name(const testing::TestParamInfo<std::string>& file) {
  return fs::path(file.param).stem().string();
}

class RecordedRun : public testing::TestWithParam<std::string> {};

TEST_P(RecordedRun, behaves_the_same_by_the_list_of_its_strikes) {
  const Twice twice(GetParam());

  EXPECT_TRUE(twice.again.all_fired());
  EXPECT_EQ(twice.first_behaviour(), twice.again.survey.behaviour);
}

INSTANTIATE_TEST_SUITE_P(stale_bindings,
                         RecordedRun,
                         testing::ValuesIn(scenarios_of("stale-bindings")),
                         test_name);
INSTANTIATE_TEST_SUITE_P(q156715,
                         RecordedRun,
                         testing::ValuesIn(scenarios_of("q156715")),
                         test_name);
INSTANTIATE_TEST_SUITE_P(found, RecordedRun, testing::ValuesIn(scenarios_of("found")), test_name);

TEST(RecordedRun, has_a_choice_for_each_strike_of_a_rule) {
  const Twice twice("scenarios/stale-bindings/expire_pinhole.yaml");

  EXPECT_EQ(twice.first.rules.front().fired, twice.recorded.choices.size());
  EXPECT_EQ("pinhole", twice.recorded.choices.back().rule);
}

TEST(RecordedRun, strikes_at_the_byte_at_which_its_rule_did) {
  const Twice twice(
      "scenarios/q156715/second_file.yaml",
      {.settings = {
           "faults=[{id: store-moves, when: {operation: BackupRead, pdu: response, nth: 3, "
           "offset: 512}, do: {reset: {}}}]"}});

  ASSERT_EQ(1U, twice.recorded.choices.size());
  EXPECT_EQ(512U, twice.recorded.choices.front().at.offset);
  EXPECT_EQ(twice.first_behaviour(), twice.again.survey.behaviour);
}

}  // namespace
}  // namespace ripcord::explore
