#include "tests/e2e/program.hpp"
#include "tests/support/json_schema.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <filesystem>

namespace ripcord::e2e {
namespace {

using nlohmann::json;
using testing::IsEmpty;

/// What must repeat of a run: everything but times on the wall.
std::vector<std::string> hashes(const test::TemporaryFolder& here, std::string_view result) {
  std::vector<std::string> all;
  const json document = json::parse(here.read(result));
  for (const json& run : document.at("runs")) {
    all.push_back(run.at("id").get<std::string>() + " " + run.at("trace_hash").get<std::string>() +
                  " " + run.at("outcome_hash").get<std::string>());
  }
  return all;
}

/// Where a run folder keeps the runs of an absolute path.
std::string report_folder(const std::string& file) {
  return file.substr(1, file.size() - std::string_view("/.yaml").size());
}

TEST(RunFolder, holds_a_result_that_its_schema_allows) {
  const test::TemporaryFolder here;
  here.write("x.yaml", sleeper_with_variants("outcome: failed"));

  const test::Finished run = ripcord(here, {"run", "x.yaml", "--seeds", "1..3", "--out", "o"});

  ASSERT_EQ(1, run.code);
  EXPECT_THAT(
      test::schema_violations(ripcord(here, {"schema", "result"}).out, here.read("o/result.json")),
      IsEmpty());
}

TEST(RunFolder, of_the_flagship_pack_holds_a_result_that_its_schema_allows) {
  const test::TemporaryFolder here;
  const std::string pack = std::string(RIPCORD_SOURCE_DIR) + "/scenarios/q156715";

  ASSERT_EQ(0, ripcord(here, {"run", pack, "--out", "o"}).code);

  EXPECT_THAT(
      test::schema_violations(ripcord(here, {"schema", "result"}).out, here.read("o/result.json")),
      IsEmpty());
}

TEST(RunFolder, of_the_flagship_pack_repeats_to_the_byte) {
  const test::TemporaryFolder here;
  const std::string file = std::string(RIPCORD_SOURCE_DIR) + "/scenarios/q156715/second_file.yaml";
  const std::string trace = report_folder(file) + "/unpatched/sim-7/trace.jsonl";

  ASSERT_EQ(0, ripcord(here, {"run", file, "--seed", "7", "--out", "a"}).code);
  ASSERT_EQ(0, ripcord(here, {"run", file, "--seed", "7", "--out", "b"}).code);

  EXPECT_NE("", here.read("a/" + trace));
  EXPECT_EQ(here.read("a/" + trace), here.read("b/" + trace));
}

TEST(RunFolder, holds_a_folder_for_each_run) {
  const test::TemporaryFolder here;
  here.write("p/x.yaml", sleeper("outcome: failed"));

  const test::Finished run = ripcord(here, {"run", "p", "--seed", "7", "--out", "o"});

  ASSERT_EQ(1, run.code);
  EXPECT_TRUE(here.has("o/p/x/base/sim-7/trace.jsonl"));
  EXPECT_TRUE(here.has("o/p/x/base/sim-7/failure.txt"));
  EXPECT_TRUE(here.has("o/junit.xml"));
  EXPECT_TRUE(here.has("o/summary.md"));
}

TEST(RunFolder, repeats_to_the_byte) {
  const test::TemporaryFolder here;
  here.write("x.yaml", sleeper("outcome: completed"));

  ASSERT_EQ(0, ripcord(here, {"run", "x.yaml", "--seed", "7", "--out", "a"}).code);
  ASSERT_EQ(0, ripcord(here, {"run", "x.yaml", "--seed", "7", "--out", "b"}).code);

  EXPECT_NE("", here.read("a/x/base/sim-7/trace.jsonl"));
  EXPECT_EQ(here.read("a/x/base/sim-7/trace.jsonl"), here.read("b/x/base/sim-7/trace.jsonl"));
}

TEST(RunFolder, does_not_depend_on_the_number_of_jobs) {
  const test::TemporaryFolder here;
  here.write("x.yaml", sleeper_with_variants("outcome: completed"));

  ASSERT_EQ(0,
            ripcord(here, {"run", "x.yaml", "--seeds", "1..50", "--jobs", "1", "--out", "a"}).code);
  ASSERT_EQ(0,
            ripcord(here, {"run", "x.yaml", "--seeds", "1..50", "--jobs", "4", "--out", "b"}).code);

  EXPECT_EQ(100U, hashes(here, "a/result.json").size());
  EXPECT_EQ(hashes(here, "a/result.json"), hashes(here, "b/result.json"));
}

TEST(RunFolder, is_replaced_if_it_is_an_older_one) {
  const test::TemporaryFolder here;
  here.write("x.yaml", sleeper("outcome: completed"));

  ASSERT_EQ(0, ripcord(here, {"run", "x.yaml", "--seed", "1", "--out", "o"}).code);
  ASSERT_EQ(0, ripcord(here, {"run", "x.yaml", "--seed", "2", "--out", "o"}).code);

  EXPECT_FALSE(here.has("o/x/base/sim-1"));
  EXPECT_TRUE(here.has("o/x/base/sim-2"));
}

TEST(RunFolder, is_refused_if_it_holds_something_else) {
  const test::TemporaryFolder here;
  here.write("x.yaml", sleeper("outcome: completed"));
  here.write("o/mine.txt", "precious");

  const test::Finished run = ripcord(here, {"run", "x.yaml", "--out", "o"});

  EXPECT_EQ(3, run.code);
  EXPECT_THAT(run.err, testing::HasSubstr("name a new or empty folder"));
  EXPECT_EQ("precious", here.read("o/mine.txt"));
}

TEST(RunFolder, is_in_runs_by_default_and_the_latest_one) {
  const test::TemporaryFolder here;
  here.write("x.yaml", sleeper("outcome: completed"));

  ASSERT_EQ(0, ripcord(here, {"run", "x.yaml"}).code);

  EXPECT_TRUE(here.has("runs/latest/result.json"));
  EXPECT_THAT(std::filesystem::read_symlink(here / "runs/latest").string(),
              testing::MatchesRegex("[0-9]{8}T[0-9]{6}Z-x"));
}

TEST(RunFolder, keeps_no_traces_if_asked) {
  const test::TemporaryFolder here;
  here.write("x.yaml", sleeper("outcome: failed"));

  ASSERT_EQ(1, ripcord(here, {"run", "x.yaml", "--keep", "none", "--out", "o"}).code);

  EXPECT_FALSE(here.has("o/x"));
}

TEST(RunFolder, keeps_of_a_long_sweep_the_first_run_and_the_failures) {
  const test::TemporaryFolder here;
  here.write("good.yaml", sleeper("outcome: completed"));
  here.write("wrong.yaml", sleeper("outcome: failed"));

  ASSERT_EQ(1, ripcord(here, {"run", ".", "--seeds", "1..33", "--out", "o"}).code);

  EXPECT_TRUE(here.has("o/good/base/sim-1/trace.jsonl"));
  EXPECT_FALSE(here.has("o/good/base/sim-2"));
  EXPECT_TRUE(here.has("o/wrong/base/sim-33/trace.jsonl"));
}

TEST(RunFolder, is_not_made_if_nothing_is_selected) {
  const test::TemporaryFolder here;
  here.write("x.yaml", sleeper("outcome: completed"));

  ASSERT_EQ(4, ripcord(here, {"run", "x.yaml", "-k", "zzz", "--out", "o"}).code);

  EXPECT_FALSE(here.has("o"));
}

TEST(RunFolder, tells_a_pull_request_what_failed_and_where) {
  const test::TemporaryFolder here;
  here.write("x.yaml", sleeper("outcome: failed"));

  const test::Finished run = ripcord(here, {"run", "x.yaml", "--reporter", "github", "--out", "o"});

  EXPECT_THAT(run.out, testing::StartsWith("::error file=x.yaml,line="));
}

TEST(RunFolder, speaks_the_test_anything_protocol) {
  const test::TemporaryFolder here;
  here.write("x.yaml", sleeper("outcome: completed"));

  EXPECT_EQ("TAP version 14\n1..1\nok 1 - x [base] sim\n",
            ripcord(here, {"run", "x.yaml", "--reporter", "tap", "--out", "o"}).out);
}

}  // namespace
}  // namespace ripcord::e2e
