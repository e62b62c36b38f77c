#include "harness/compare/stored_trials.hpp"

#include "tests/support/temporary_folder.hpp"

#include <gtest/gtest.h>

namespace ripcord::compare {
namespace {

constexpr std::string_view completed_run =
    R"({"runs":[{"scenario":"echo","variant":"default","transport":"sim","seed":1,"verdict":"passed",)"
    R"("outcome":"completed","virtual_ns":100,"metrics":{"calls":3,"ambiguous_strikes":0}}]})";
constexpr std::string_view slower_run =
    R"({"runs":[{"scenario":"echo","variant":"default","transport":"sim","seed":1,"verdict":"passed",)"
    R"("outcome":"completed","virtual_ns":200,"metrics":{"calls":4,"ambiguous_strikes":0}}]})";
constexpr std::string_view other_run =
    R"({"runs":[{"scenario":"echo","variant":"default","transport":"sim","seed":2,"verdict":"passed",)"
    R"("outcome":"completed","virtual_ns":200,"metrics":{"calls":4}}]})";
constexpr std::string_view failed_run =
    R"({"runs":[{"scenario":"echo","variant":"default","transport":"tcp","seed":1,"verdict":"failed",)"
    R"("outcome":"hung","virtual_ns":200,"metrics":{"calls":4}}]})";

struct StoredTest : testing::Test {
  auto contests(std::string_view a, std::string_view b) {
    folder.write("a/result.json", a);
    folder.write("b/result.json", b);
    return stored_contests(folder / "a", folder / "b");
  }
  test::TemporaryFolder folder;
};

TEST_F(StoredTest, runs_of_sim_are_paired_by_seed_and_exact) {
  const auto found = contests(completed_run, slower_run);

  ASSERT_TRUE(found);
  ASSERT_EQ(1U, found->size());
  const Contest& contest = found->front();
  EXPECT_EQ("echo [default] sim", contest.name);
  ASSERT_EQ(1U, contest.exact.a.size());
  EXPECT_EQ((std::map<std::string, double>{{"calls", 3}, {"virtual_time", 100}}),
            contest.exact.a[0].values);
  EXPECT_EQ((std::map<std::string, double>{{"calls", 4}, {"virtual_time", 200}}),
            contest.exact.b[0].values);
}

TEST_F(StoredTest, runs_over_sockets_are_samples_and_failed_ones_have_no_speed) {
  const auto found = contests(failed_run, failed_run);

  ASSERT_TRUE(found);
  const Contest& contest = found->front();
  EXPECT_TRUE(contest.exact.a.empty());
  ASSERT_EQ(1U, contest.sampled.a.size());
  EXPECT_EQ(Standing::failed, contest.sampled.a[0].standing);
  EXPECT_EQ((std::map<std::string, double>{{"calls", 4}}), contest.sampled.a[0].values);
}

TEST_F(StoredTest, runs_without_a_match_are_an_error) {
  EXPECT_FALSE(contests(completed_run, other_run));
}

TEST_F(StoredTest, folders_that_are_none_are_an_error) {
  folder.write("a/result.json", completed_run);

  const auto found = stored_contests(folder / "a", folder / "nowhere");

  ASSERT_FALSE(found);
  EXPECT_EQ("cannot read " + (folder / "nowhere") + "/result.json", found.error().text);
}

TEST_F(StoredTest, files_of_another_shape_are_an_error) {
  EXPECT_FALSE(contests(completed_run, "{}"));
  EXPECT_FALSE(contests("no json", completed_run));
}

}  // namespace
}  // namespace ripcord::compare
