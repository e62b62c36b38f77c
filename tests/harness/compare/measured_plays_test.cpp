#include "harness/compare/measured_plays.hpp"

#include "harness/peers/dcerpc_cast.hpp"
#include "harness/stage/sim_venue.hpp"
#include "harness/stage/tcp_venue.hpp"
#include "tests/harness/run/rehearsal.hpp"

#include <gtest/gtest.h>

namespace ripcord::compare {
namespace {

using namespace std::chrono_literals;

constexpr Slices one_play_each{.count = 2, .length = 0ns};

Trial measured(const std::string& variant, const stage::Venue& venue) {
  const run::Rehearsal rehearsal(peers::dcerpc_cast(),
                                 run::repository_file("scenarios/q156715/second_file.yaml"),
                                 {.variant = variant});
  return measure_plays(rehearsal.production(), venue, 1, one_play_each);
}

TEST(MeasuredPlays, in_sim_have_no_speed_but_their_own) {
  const Trial trial = measured("patched", stage::sim_venue());

  EXPECT_EQ(Standing::completed, trial.standing);
  EXPECT_EQ(2U, trial.values.size());
  EXPECT_TRUE(trial.values.contains("wall"));
  EXPECT_TRUE(trial.values.contains("cpu"));
}

TEST(MeasuredPlays, over_tcp_tell_what_the_shim_saw) {
  const Trial trial = measured("patched", stage::tcp_venue());

  EXPECT_EQ(Standing::completed, trial.standing) << trial.ending;
  EXPECT_EQ(2, trial.values.at("files"));
  EXPECT_GT(trial.values.at("calls_per_s"), 0);
  EXPECT_GT(trial.values.at("bytes_per_s"), 0);
  EXPECT_GT(trial.values.at("response_p50(backup.BackupRead)"), 0);
}

TEST(MeasuredPlays, that_fail_have_no_speed) {
  const Trial trial = measured("unpatched", stage::sim_venue());

  EXPECT_EQ(Standing::ended_as_expected, trial.standing);
  EXPECT_TRUE(trial.values.empty());
}

}  // namespace
}  // namespace ripcord::compare
