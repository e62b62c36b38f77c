#include "harness/explore/rerun.hpp"

#include "harness/peers/dcerpc_cast.hpp"
#include "tests/harness/explore/searched.hpp"

#include <gtest/gtest.h>

namespace ripcord::explore {
namespace {

constexpr const char* flagship = "scenarios/q156715/second_file.yaml";
constexpr const char* recorded_signature = "recovery: failed 258 in BackupRead";

Choice store_moves(const char* point) {
  shim::Arguments arguments;
  arguments.set("connections", std::string("kept"));
  arguments.set("mapping", std::string("updated"));
  return {.at = *parse_point(point), .kind = "move_endpoint", .arguments = arguments};
}

/// A store that moves when its first file is closed, played by a variant.
class SecondFile : public testing::Test {
 protected:
  SecondFile()
      : unpatched_(variations(
            peers::dcerpc_cast(), run::repository_file(flagship), {.variant = "unpatched"})),
        patched_(variations(
            peers::dcerpc_cast(), run::repository_file(flagship), {.variant = "patched"})) {}

  [[nodiscard]] Replay recorded() const {
    const Schedule choices{store_moves(">information-store/file_closed/1")};
    const Trial trial = Trials(*unpatched_).play(choices);
    return {.choices = choices,
            .oracle = "recovery",
            .signature = recorded_signature,
            .trace_hash = trial.trace_hash,
            .marks = marks_of(trial.log())};
  }

  std::unique_ptr<run::Variations> unpatched_;
  std::unique_ptr<run::Variations> patched_;
};

TEST_F(SecondFile, fails_as_recorded_to_the_byte) {
  const Replay replay = recorded();

  const Rerun rerun = compare(replay, Trials(*unpatched_).play(replay.choices), Exactness::trace);

  EXPECT_EQ(Rerun::Result::as_recorded, rerun.result);
  EXPECT_EQ(std::nullopt, rerun.first_difference);
}

TEST_F(SecondFile, passes_once_it_is_patched) {
  const Replay replay = recorded();

  const Rerun rerun = compare(replay, Trials(*patched_).play(replay.choices), Exactness::outcome);

  EXPECT_EQ(Rerun::Result::passes, rerun.result);
}

TEST_F(SecondFile, diverges_where_its_trace_must_be_the_same_and_is_not) {
  const Replay replay = recorded();

  const Rerun rerun = compare(replay, Trials(*patched_).play(replay.choices), Exactness::trace);

  EXPECT_EQ(Rerun::Result::diverged, rerun.result);
  EXPECT_TRUE(rerun.first_difference.has_value());
}

TEST_F(SecondFile, diverges_where_a_point_has_vanished) {
  Replay replay = recorded();
  replay.choices = {store_moves(">information-store/file_closed/7")};

  const Rerun rerun = compare(replay, Trials(*unpatched_).play(replay.choices), Exactness::outcome);

  EXPECT_EQ(Rerun::Result::diverged, rerun.result);
  EXPECT_EQ((std::vector<std::size_t>{0}), rerun.vanished);
}

TEST_F(SecondFile, diverges_where_it_fails_otherwise) {
  Replay replay = recorded();
  replay.signature = "no_hang: hung";

  const Rerun rerun = compare(replay, Trials(*unpatched_).play(replay.choices), Exactness::outcome);

  EXPECT_EQ(Rerun::Result::diverged, rerun.result);
  EXPECT_EQ("it fails otherwise: recovery: failed 258 in BackupRead", rerun.why);
}

TEST_F(SecondFile, has_its_records_found_by_happening_and_by_number) {
  const Trial trial = Trials(*unpatched_).play({});

  const std::optional<std::size_t> closed = find_record(trial, "file_closed");

  ASSERT_TRUE(closed.has_value());
  EXPECT_EQ(closed, find_record(trial, ">information-store/file_closed/1"));
  EXPECT_EQ(3U, find_record(trial, "3"));
  EXPECT_EQ(std::nullopt, find_record(trial, "file_eaten"));
}

}  // namespace
}  // namespace ripcord::explore
