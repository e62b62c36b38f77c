#include "harness/report/folder.hpp"

#include "tests/support/temporary_folder.hpp"

#include <gtest/gtest.h>

#include <filesystem>

namespace ripcord::report {
namespace {

namespace fs = std::filesystem;

TEST(RunFolder, is_made_where_there_is_none) {
  const test::TemporaryFolder here;

  const auto folder = RunFolder::open(here / "a/b");

  ASSERT_TRUE(folder);
  EXPECT_TRUE(here.has("a/b"));
}

TEST(RunFolder, takes_an_empty_folder) {
  const test::TemporaryFolder here;

  EXPECT_TRUE(RunFolder::open(here.path()));
}

TEST(RunFolder, replaces_an_older_run) {
  const test::TemporaryFolder here;
  here.write("result.json", std::string(result_marker) + "passed\"}");
  here.write("a/b/trace.jsonl", "old");

  const auto folder = RunFolder::open(here.path());

  ASSERT_TRUE(folder);
  EXPECT_TRUE(fs::is_empty(here.path()));
}

TEST(RunFolder, refuses_a_folder_with_other_files) {
  const test::TemporaryFolder here;
  here.write("thesis.txt", "years of work");

  const auto folder = RunFolder::open(here.path());

  ASSERT_FALSE(folder);
  EXPECT_EQ("years of work", here.read("thesis.txt"));
}

TEST(RunFolder, refuses_a_folder_with_somebody_elses_result) {
  const test::TemporaryFolder here;
  here.write("result.json", R"({"verdict":"passed"})");

  EXPECT_FALSE(RunFolder::open(here.path()));
}

TEST(RunFolder, refuses_a_file) {
  const test::TemporaryFolder here;
  here.write("a", "");

  const auto folder = RunFolder::open(here / "a");

  ASSERT_FALSE(folder);
  EXPECT_NE(std::string::npos, folder.error().text.find("it is not a folder"));
}

TEST(RunFolder, writes_below_itself_and_leaves_no_temporary_file) {
  const test::TemporaryFolder here;
  const auto folder = RunFolder::open(here / "run");

  ASSERT_TRUE(folder->write("x/y/failure.txt", "why"));

  EXPECT_EQ("why", here.read("run/x/y/failure.txt"));
  EXPECT_EQ(1, std::distance(fs::directory_iterator(here / "run/x/y"), fs::directory_iterator()));
}

TEST(RunFolder, says_what_cannot_be_written) {
  const test::TemporaryFolder here;
  const auto folder = RunFolder::open(here / "run");
  here.write("run/x", "a file where a folder has to be");

  const auto written = folder->write("x/failure.txt", "why");

  ASSERT_FALSE(written);
  EXPECT_NE(std::string::npos, written.error().text.find("run/x")) << written.error().text;
}

TEST(RunFolder, is_created_with_a_link_to_the_latest) {
  const test::TemporaryFolder here;

  ASSERT_TRUE(RunFolder::create_in(here / "runs", "t-one"));
  ASSERT_TRUE(RunFolder::create_in(here / "runs", "t-two"));

  EXPECT_EQ("t-two", fs::read_symlink(here / "runs/latest"));
}

TEST(RunFolder, is_numbered_if_its_name_is_taken) {
  const test::TemporaryFolder here;

  ASSERT_TRUE(RunFolder::create_in(here.path(), "same"));
  const auto second = RunFolder::create_in(here.path(), "same");

  EXPECT_EQ(here / "same-2", second->path());
}

}  // namespace
}  // namespace ripcord::report
