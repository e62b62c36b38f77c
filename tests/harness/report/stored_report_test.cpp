#include "harness/report/stored_report.hpp"

#include "tests/harness/report/sample_runs.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace ripcord::report {
namespace {

using testing::EndsWith;
using testing::HasSubstr;

/// A result.json of one wrong run.
std::string sample_text() {
  static const Subject subject = unpatched_subject();
  ResultDocument document(sample_heading());
  document.add(subject, wrong_run(7), {.failure = "f.txt"});
  return document.text(Progress::complete);
}

std::string replaced(std::string text, const std::string& what, const std::string& by) {
  return text.replace(text.find(what), what.size(), by);
}

std::string problem_of(const std::string& text) {
  const test::TemporaryFolder here;
  here.write("o/result.json", text);
  const auto report = read_report(here / "o");
  return report ? "" : report.error().text;
}

TEST(StoredReport, has_what_the_subject_was) {
  const test::TemporaryFolder here;
  here.write("o/result.json", sample_text());

  const auto report = read_report(here / "o");

  ASSERT_TRUE(report);
  ASSERT_EQ(1U, report->sweeps.size());
  EXPECT_EQ("scenarios/q156715/second_file.yaml", report->sweeps[0].subject.file);
  EXPECT_EQ("second-file-stale-endpoint", report->sweeps[0].subject.name);
}

TEST(StoredReport, has_what_came_of_a_run) {
  const test::TemporaryFolder here;
  here.write("o/result.json", sample_text());

  const auto report = read_report(here / "o");

  ASSERT_TRUE(report);
  const StoredReport::Run& run = report->sweeps.at(0).runs.at(0);
  EXPECT_EQ(run::Verdict::failed, run.result.verdict);
  EXPECT_EQ(1722U, run.result.ending.error);
  EXPECT_EQ("pub.edb", run.result.ending.file);
  EXPECT_EQ("0x102", run.result.failure->expected);
  EXPECT_EQ("f.txt", run.artifacts.failure);
}

TEST(StoredReport, says_where_there_is_none) {
  const test::TemporaryFolder here;

  const auto report = read_report(here / "o");

  ASSERT_FALSE(report);
  EXPECT_THAT(report.error().text, HasSubstr("o/result.json"));
}

TEST(StoredReport, says_from_which_byte_on_it_is_no_json) {
  EXPECT_THAT(problem_of("{\"format\":1,"), EndsWith("no JSON from byte 13 on"));
}

TEST(StoredReport, says_which_member_is_missing) {
  EXPECT_THAT(problem_of(replaced(sample_text(), "\"outcome\":", "\"outgrow\":")),
              EndsWith("runs[0].outcome is missing"));
}

TEST(StoredReport, says_which_member_is_of_another_kind) {
  EXPECT_THAT(problem_of(replaced(sample_text(), "\"wall_ns\":30000", "\"wall_ns\":-1")),
              EndsWith("runs[0].wall_ns is no number that counts"));
}

TEST(StoredReport, says_which_word_it_does_not_know) {
  EXPECT_THAT(problem_of(replaced(sample_text(), "\"id\":\"no_hang\"", "\"id\":\"no_fun\"")),
              EndsWith("runs[0].oracles[0].id is no oracle that is known here"));
}

TEST(StoredReport, refuses_a_path_that_leads_out_of_its_folder) {
  EXPECT_THAT(problem_of(replaced(sample_text(), "f.txt", "../../f.txt")),
              EndsWith("runs[0].artifacts has a path that leads out of the run folder"));
}

TEST(StoredReport, refuses_another_format) {
  EXPECT_THAT(problem_of(replaced(sample_text(), "\"format\":1", "\"format\":2")),
              EndsWith("format is not 1, the only one that is known here"));
}

TEST(StoredReport, refuses_a_run_of_no_sweep) {
  EXPECT_THAT(problem_of(replaced(sample_text(), "\"transport\":\"sim\"", "\"transport\":\"tcp\"")),
              EndsWith("runs[0] is in none of sweeps[]"));
}

}  // namespace
}  // namespace ripcord::report
