#include "harness/report/summary.hpp"

#include "tests/harness/report/sample_runs.hpp"

#include <gtest/gtest.h>

namespace ripcord::report {
namespace {

TEST(Summary, tells_verdict_counts_and_table) {
  const Subject subject = patched_subject();
  ResultDocument document(sample_heading());

  document.add(subject, passed_run(1), {});

  EXPECT_EQ(
      "# ripcord: passed\n\nruns: 1, as expected: 1, not: 0\n\n"
      "| verdict | scenario | variant | outcome | what broke | oracles violated | virtual | wall "
      "|\n"
      "| --- | --- | --- | --- | --- | --- | --- | --- |\n"
      "| as expected | scenarios/q156715/second\\_file | patched | completed | nothing | none | "
      "250ms | 30.0us |\n",
      summary_markdown(document, Progress::complete));
}

TEST(Summary, holds_the_failure_text_in_a_block) {
  const Subject subject = unpatched_subject();
  ResultDocument document(sample_heading());

  document.add(subject, wrong_run(1), {});

  EXPECT_NE(std::string::npos,
            summary_markdown(document, Progress::complete)
                .find("\n```text\nfailed: scenarios/q156715/second_file [unpatched] sim seed 1\n"));
}

TEST(Summary, fences_a_text_that_holds_backticks) {
  const Subject subject = unpatched_subject();
  ResultDocument document(sample_heading());
  run::RunResult result = wrong_run(1);
  result.ending.message = "```";

  document.add(subject, result, {});

  EXPECT_NE(std::string::npos, summary_markdown(document, Progress::complete).find("\n````text\n"));
}

TEST(Summary, stays_below_what_a_page_of_a_job_shows) {
  ResultDocument document(sample_heading());
  std::deque<Subject> subjects(5000, unpatched_subject());

  for (const Subject& subject : subjects) document.add(subject, wrong_run(1), {});

  EXPECT_GE(summary_bytes_max, summary_markdown(document, Progress::complete).size());
}

TEST(Summary, says_that_it_ended_early) {
  const ResultDocument document(sample_heading());

  EXPECT_NE(std::string::npos,
            summary_markdown(document, Progress::incomplete).find("ended before its end"));
}

}  // namespace
}  // namespace ripcord::report
