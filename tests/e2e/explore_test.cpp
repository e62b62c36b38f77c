#include "tests/e2e/program.hpp"
#include "tests/support/json_schema.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace ripcord::e2e {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::IsEmpty;

/// Explores `file` of the scenarios by resets alone, into `o`.
test::Finished explore(const test::TemporaryFolder& here,
                       const std::string& file,
                       std::vector<std::string> options = {}) {
  std::vector<std::string> words{
      "explore", std::string(RIPCORD_SOURCE_DIR) + "/scenarios/" + file, "--kinds", "reset"};
  words.insert(words.end(), options.begin(), options.end());
  if (std::ranges::find(options, "--out") == options.end())
    words.insert(words.end(), {"--out", "o"});
  return ripcord(here, std::move(words));
}

json exploration_in(const test::TemporaryFolder& here) {
  return json::parse(here.read("o/result.json")).at("explorations").at(0);
}

std::vector<std::string> wrong_in_result(const test::TemporaryFolder& here) {
  return test::schema_violations(ripcord(here, {"schema", "result"}).out,
                                 here.read("o/result.json"));
}

TEST(Exploration, of_a_sound_client_is_complete_and_as_expected) {
  const test::TemporaryFolder here;

  ASSERT_EQ(0, explore(here, "bench/ten_calls.yaml").code);

  EXPECT_EQ(true, exploration_in(here).at("complete"));
  EXPECT_EQ("passed", json::parse(here.read("o/result.json")).at("verdict"));
}

TEST(Exploration, leaves_a_result_that_its_schema_allows) {
  const test::TemporaryFolder here;

  ASSERT_EQ(0, explore(here, "bench/ten_calls.yaml").code);

  EXPECT_THAT(wrong_in_result(here), IsEmpty());
}

TEST(Exploration, that_finds_a_broken_promise_exits_1_with_its_replay) {
  const test::TemporaryFolder here;

  const test::Finished found =
      explore(here, "q156715/second_file.yaml", {"--variant", "unpatched", "--runs", "400"});

  ASSERT_EQ(1, found.code) << found.err;
  EXPECT_THAT(wrong_in_result(here), IsEmpty());
  const std::string replay = exploration_in(here).at("findings").at(0).at("replay");
  EXPECT_EQ(1, ripcord(here, {"replay", "--strict", "o/" + replay}).code);
}

TEST(Exploration, that_was_ended_early_exits_6_where_that_is_strict) {
  const test::TemporaryFolder here;

  EXPECT_EQ(6, explore(here, "bench/ten_calls.yaml", {"--runs", "5", "--strict"}).code);

  EXPECT_EQ(true, json::parse(here.read("o/result.json")).at("incomplete"));
  EXPECT_EQ(5, exploration_in(here).at("runs"));
}

TEST(Exploration, of_one_part_says_which_and_keeps_what_others_need) {
  const test::TemporaryFolder here;

  ASSERT_EQ(0, explore(here, "bench/ten_calls.yaml", {"--shard", "2/3"}).code);

  EXPECT_THAT(wrong_in_result(here), IsEmpty());
  EXPECT_EQ(json::array({2}), exploration_in(here).at("parts"));
  EXPECT_EQ(exploration_in(here).at("behaviours"),
            exploration_in(here).at("behaviour_hashes").size());
}

/// What `report` makes of parts `first` and `second` of two.
std::string merged_result(const test::TemporaryFolder& here,
                          const std::string& first,
                          const std::string& second) {
  const std::string out = "m" + first + second;
  const test::Finished merged =
      ripcord(here, {"report", "part" + first, "part" + second, "--out", out});
  EXPECT_EQ(0, merged.code) << merged.err;
  return here.read(out + "/result.json");
}

TEST(Exploration, is_whole_once_its_parts_are_put_together_in_any_order) {
  const test::TemporaryFolder here;
  ASSERT_EQ(0, explore(here, "bench/ten_calls.yaml", {"--shard", "1/2", "--out", "part1"}).code);
  ASSERT_EQ(0, explore(here, "bench/ten_calls.yaml", {"--shard", "2/2", "--out", "part2"}).code);

  const std::string merged = merged_result(here, "1", "2");

  EXPECT_EQ(merged, merged_result(here, "2", "1"));
  EXPECT_EQ(true, json::parse(merged).at("explorations").at(0).at("complete"));
  EXPECT_THAT(test::schema_violations(ripcord(here, {"schema", "result"}).out, merged), IsEmpty());
}

TEST(Exploration, is_told_again_by_a_report_with_the_replays_of_what_broke) {
  const test::TemporaryFolder here;
  ASSERT_EQ(
      1,
      explore(here, "q156715/second_file.yaml", {"--variant", "unpatched", "--runs", "400"}).code);

  const test::Finished report = ripcord(here, {"report", "o", "--out", "m"});

  EXPECT_EQ(here.read("o/result.json"), here.read("m/result.json"));
  const std::string replay = exploration_in(here).at("findings").at(0).at("replay");
  EXPECT_EQ(1, report.code);
  EXPECT_THAT(report.out, HasSubstr(replay));
  EXPECT_THAT(here.read("m/report.html"), HasSubstr(replay));
  EXPECT_EQ(here.read("o/" + replay), here.read("m/" + replay));
}

TEST(Exploration, lists_the_points_of_a_run_that_is_cut_short_and_says_so) {
  const test::TemporaryFolder here;

  const test::Finished listed =
      explore(here,
              "q156715/second_file.yaml",
              {"--list-points", "--set", "world.clients.ntbackup.connect_timeout=1ns"});

  EXPECT_EQ(3, listed.code);
  EXPECT_THAT(listed.err, HasSubstr("does not complete without faults"));
}

TEST(Exploration, of_a_client_that_fails_without_faults_exits_1_and_says_so) {
  const test::TemporaryFolder here;

  const test::Finished broken = explore(here, "q156715/second_file.yaml", {"--keep-faults"});

  EXPECT_EQ(3, broken.code);
  EXPECT_THAT(broken.err, HasSubstr("its workload does not complete without faults"));
}

}  // namespace
}  // namespace ripcord::e2e
