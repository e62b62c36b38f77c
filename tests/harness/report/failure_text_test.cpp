#include "harness/report/failure_text.hpp"

#include "tests/harness/report/sample_runs.hpp"

#include <gtest/gtest.h>

namespace ripcord::report {
namespace {

TEST(FailureText, tells_what_was_expected_what_came_and_how_to_play_it_again) {
  EXPECT_EQ(
      "failed: scenarios/q156715/second_file [unpatched] sim seed 7\n"
      "  scenario   second-file-stale-endpoint\n"
      "  step       workload[0] backup\n"
      "  at         scenarios/q156715/second_file.yaml:31\n"
      "  expected   error: 0x102\n"
      "  actual     error: 1722\n"
      "  field      error\n"
      "  ended      BackupRead of pub.edb: error 1722 (0x6ba), event 8010\n"
      "  message    The Microsoft Exchange services returned 102 from a call to BackupRead() "
      "data.\n"
      "  faults     store-moves\n"
      "  reproduce  ripcord run scenarios/q156715/second_file.yaml --variant unpatched --seed 7 "
      "--transport sim\n",
      failure_text(unpatched_subject(), wrong_run(7)));
}

TEST(FailureText, names_the_oracle_and_the_variants_line_where_no_line_was_expected) {
  run::RunResult result = failed_as_expected(1);
  result.verdict = run::Verdict::failed;
  result.failure = run::Failure{
      .expected = "held", .actual = "violated: no call succeeded", .oracle = "recovery"};

  const std::string text = failure_text(unpatched_subject(), result);

  EXPECT_NE(std::string::npos, text.find("  oracle     recovery\n")) << text;
  EXPECT_NE(std::string::npos, text.find("  at         scenarios/q156715/second_file.yaml:19\n"))
      << text;
}

TEST(FailureText, says_that_no_fault_had_fired) {
  run::RunResult result = wrong_run(1);
  result.failure->active_faults.clear();

  const std::string text = failure_text(unpatched_subject(), result);

  EXPECT_NE(std::string::npos, text.find("  faults     none had fired\n")) << text;
}

TEST(FailureText, spells_control_characters_of_a_peers_message) {
  run::RunResult result = wrong_run(1);
  result.ending.message = "\x1b[2J";

  const std::string text = failure_text(unpatched_subject(), result);

  EXPECT_NE(std::string::npos, text.find("  message    \\x1b[2J\n")) << text;
}

TEST(FailureLine, says_it_in_one_line) {
  EXPECT_EQ("workload[0] backup: error: expected 0x102, got 1722", failure_line(wrong_run(1)));
}

TEST(WhatBroke, says_nothing_of_a_completed_run) {
  EXPECT_EQ("", what_broke(passed_run(1).ending));
}

TEST(WhatBroke, names_the_workload_where_no_operation_failed) {
  EXPECT_EQ("the workload", what_broke({.outcome = run::Outcome::hung}));
}

TEST(WhatBroke, tells_an_error_of_one_digit_once) {
  EXPECT_EQ(
      "BackupOpenFile: error 6",
      what_broke({.outcome = run::Outcome::failed, .operation = "BackupOpenFile", .error = 6}));
}

TEST(WhatBroke, tells_an_error_in_decimal_and_hexadecimal) {
  EXPECT_EQ("BackupRead: error 258 (0x102)",
            what_broke({.outcome = run::Outcome::failed, .operation = "BackupRead", .error = 258}));
}

TEST(ViolatedOracles, lists_the_violated_ones_only) {
  EXPECT_EQ("recovery", violated_oracles(failed_as_expected(1)));
}

}  // namespace
}  // namespace ripcord::report
