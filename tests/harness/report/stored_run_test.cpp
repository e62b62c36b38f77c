#include "harness/report/stored_run.hpp"

#include "tests/support/temporary_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace ripcord::report {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

const std::string trace_lines =
    R"({"what":"run","format":1,"scenario":"s","variant":"v","transport":"sim","seed":7})"
    "\n";
const std::string result_text =
    R"({"format":1,"runs":[{"id":"x/v/sim-7","verdict":"failed","outcome":"failed",)"
    R"("ended":"BackupRead: error 258","operation":"BackupRead","message":"no data",)"
    R"("oracles":[{"id":"recovery","state":"violated","reason":"1722"},{"id":"no_hang","state":"held"}],)"
    R"("replay_command":"ripcord run x.yaml","failure":{"text":"failed: x"}}]})";

TEST(StoredRun, is_read_from_its_folder) {
  const test::TemporaryFolder here;
  here.write("o/x/v/sim-7/trace.jsonl", trace_lines);

  const auto run = read_run(here / "o/x/v/sim-7");

  ASSERT_TRUE(run);
  EXPECT_EQ(7U, run->trace.log->records().front().value);
}

TEST(StoredRun, is_found_in_a_run_folder_that_holds_no_other) {
  const test::TemporaryFolder here;
  here.write("o/x/v/sim-7/trace.jsonl", trace_lines);

  EXPECT_TRUE(read_run(here / "o"));
}

TEST(StoredRun, is_asked_for_by_name_where_there_are_several) {
  const test::TemporaryFolder here;
  here.write("o/x/v/sim-7/trace.jsonl", trace_lines);
  here.write("o/x/v/sim-8/trace.jsonl", trace_lines);

  const auto run = read_run(here / "o");

  ASSERT_FALSE(run);
  EXPECT_THAT(run.error().text, HasSubstr("x/v/sim-8"));
}

TEST(StoredRun, has_what_the_result_says_of_it) {
  const test::TemporaryFolder here;
  here.write("o/x/v/sim-7/trace.jsonl", trace_lines);
  here.write("o/result.json", result_text);

  const auto run = read_run(here / "o/x/v/sim-7");

  ASSERT_TRUE(run);
  EXPECT_EQ("x/v/sim-7", run->id);
  EXPECT_EQ("BackupRead: error 258", run->conclusion.text);
  EXPECT_THAT(run->violated, ElementsAre("recovery: 1722"));
  EXPECT_EQ("failed: x", run->failure);
}

TEST(StoredRun, tells_its_story_without_a_result) {
  const test::TemporaryFolder here;
  here.write("sim-7/trace.jsonl", trace_lines);

  const auto run = read_run(here / "sim-7/trace.jsonl");

  ASSERT_TRUE(run);
  EXPECT_EQ("", run->outcome);
}

TEST(StoredRun, without_a_result_and_an_end_was_cut_off) {
  const test::TemporaryFolder here;
  here.write("sim-7/trace.jsonl", trace_lines);

  const auto run = read_run(here / "sim-7/trace.jsonl");

  ASSERT_TRUE(run);
  EXPECT_EQ("incomplete", run->verdict);
}

TEST(StoredRun, is_refused_with_the_line_that_cannot_be_read) {
  const test::TemporaryFolder here;
  here.write("sim-7/trace.jsonl", trace_lines + "nonsense\n");

  const auto run = read_run(here / "sim-7");

  ASSERT_FALSE(run);
  EXPECT_THAT(run.error().text, HasSubstr("line 2"));
}

TEST(StoredRun, is_refused_where_there_is_none) {
  const test::TemporaryFolder here;

  EXPECT_FALSE(read_run(here / "nothing"));
}

}  // namespace
}  // namespace ripcord::report
