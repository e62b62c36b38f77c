#include "harness/report/result_table.hpp"

#include "tests/harness/report/sample_runs.hpp"

#include <gtest/gtest.h>

namespace ripcord::report {
namespace {

TEST(ResultTable, says_what_came_out_of_each_variant) {
  const Subject patched = patched_subject();
  const Subject unpatched = unpatched_subject();
  ResultDocument document(sample_heading());

  document.add(patched, passed_run(1), {});
  document.add(unpatched, failed_as_expected(1), {});

  // clang-format off
  // clang-format off
  EXPECT_EQ(
      "verdict      scenario                       variant    outcome    what broke                                            oracles violated  virtual  wall\n"
      "as expected  scenarios/q156715/second_file  patched    completed  nothing                                               none              250ms    30.0us\n"
      "as expected  scenarios/q156715/second_file  unpatched  failed     BackupRead of pub.edb: error 258 (0x102), event 8010  recovery          250ms    30.0us\n",
      result_table(document).text(Colours::off));
  // clang-format on
  // clang-format on
}

TEST(ResultTable, gives_each_behaviour_of_a_sweep_a_row_with_its_count) {
  const Subject subject = patched_subject();
  ResultDocument document(sample_heading());

  document.add(subject, passed_run(1), {});
  document.add(subject, passed_run(2), {});
  document.add(subject, wrong_run(3), {});

  const std::string text = result_table(document).text(Colours::off);
  EXPECT_NE(std::string::npos, text.find("patched  2     completed")) << text;
  EXPECT_NE(std::string::npos, text.find("patched  1     failed")) << text;
}

TEST(ResultTable, names_the_transport_where_it_is_not_always_sim) {
  const Subject sim = patched_subject();
  Subject tcp = patched_subject();
  tcp.transport = "tcp";
  ResultDocument document(sample_heading());

  document.add(sim, passed_run(1), {});
  document.add(tcp, passed_run(1), {});

  const std::string text = result_table(document).text(Colours::off);
  EXPECT_NE(std::string::npos, text.find("variant  transport  outcome")) << text;
}

TEST(ResultTable, calls_runs_flaky_that_passed_when_played_again) {
  const Subject subject = patched_subject();
  ResultDocument document(sample_heading());
  run::RunResult again = passed_run(2);
  again.attempts = 2;

  document.add(subject, passed_run(1), {});
  document.add(subject, again, {});

  const std::string text = result_table(document).text(Colours::off);
  EXPECT_NE(std::string::npos, text.find("\nFLAKY        scenarios/q156715/second_file")) << text;
}

TEST(ClosingLine, counts_flaky_runs) {
  const Subject subject = patched_subject();
  ResultDocument document(sample_heading());
  run::RunResult again = passed_run(1);
  again.attempts = 2;

  document.add(subject, again, {});

  const std::string line = closing_line(document, {.wall = std::chrono::seconds(1), .threads = 1});
  EXPECT_NE(std::string::npos, line.find("; 1 FLAKY: as expected only when played again")) << line;
}

TEST(MessageLines, tell_what_the_client_logged) {
  const Subject patched = patched_subject();
  const Subject unpatched = unpatched_subject();
  ResultDocument document(sample_heading());

  document.add(patched, passed_run(1), {});
  document.add(unpatched, failed_as_expected(1), {});
  document.add(unpatched, failed_as_expected(2), {});

  EXPECT_EQ(
      "scenarios/q156715/second_file [unpatched] sim logged: "
      "The Microsoft Exchange services returned 102 from a call to BackupRead() data.\n",
      message_lines(document));
}

TEST(ResultLine, tells_a_variant_in_one_line) {
  const Subject subject = unpatched_subject();
  Tally tally(subject);

  tally.add(failed_as_expected(1));

  EXPECT_EQ(
      "ok   scenarios/q156715/second_file [unpatched] sim: failed, BackupRead of pub.edb: error "
      "258 (0x102), "
      "event 8010; violates recovery (30.0us)\n",
      result_line(tally, Colours::off));
}

TEST(ResultLine, counts_the_runs_of_a_sweep_and_tells_its_first_failure) {
  const Subject subject = patched_subject();
  Tally tally(subject);

  tally.add(passed_run(1));
  tally.add(wrong_run(2));

  EXPECT_EQ(
      "FAIL scenarios/q156715/second_file [patched] sim: 1 of 2 runs as expected: completed; "
      "workload[0] backup: "
      "error: expected 0x102, got 1722 (60.0us)\n",
      result_line(tally, Colours::off));
}

TEST(SweepLines, tell_how_many_traces_and_outcomes_there_were) {
  const Subject subject = patched_subject();
  ResultDocument document(sample_heading());

  document.add(subject, passed_run(1), {});
  document.add(subject, passed_run(2), {});

  EXPECT_EQ(
      "scenarios/q156715/second_file [patched] sim: distinct traces 2 of 2, distinct outcomes 1\n",
      sweep_lines(document, Colours::off));
}

TEST(SweepLines, say_that_there_were_more_traces_than_are_counted) {
  const Subject subject = patched_subject();
  ResultDocument document(sample_heading());

  document.restore(subject,
                   {.counts = {.runs = 1'000'000, .passed = 1'000'000},
                    .distinct_traces = 100'001,
                    .distinct_outcomes = 1});

  EXPECT_EQ(
      "scenarios/q156715/second_file [patched] sim: distinct traces more than 100000 of 1000000, "
      "distinct outcomes 1\n",
      sweep_lines(document, Colours::off));
}

TEST(SweepLines, warn_of_a_sweep_that_saw_one_trace) {
  const Subject subject = patched_subject();
  ResultDocument document(sample_heading());

  document.add(subject, passed_run(1), {});
  document.add(subject, passed_run(1), {});

  EXPECT_EQ(
      "scenarios/q156715/second_file [patched] sim: distinct traces 1 of 2, distinct outcomes 1\n"
      "warning: all 2 seeds gave one trace: nothing in this scenario depends on the seed\n",
      sweep_lines(document, Colours::off));
}

TEST(SweepLines, are_silent_about_single_runs) {
  const Subject subject = patched_subject();
  ResultDocument document(sample_heading());

  document.add(subject, passed_run(1), {});

  EXPECT_EQ("", sweep_lines(document, Colours::off));
}

TEST(FailureTexts, print_the_first_failure_and_count_the_others) {
  const Subject subject = unpatched_subject();
  ResultDocument document(sample_heading());

  document.add(subject, wrong_run(1), {});
  document.add(subject, wrong_run(2), {});

  const std::string text = failure_texts(document, Colours::off);
  EXPECT_TRUE(text.starts_with("failed: scenarios/q156715/second_file [unpatched] sim seed 1\n"))
      << text;
  EXPECT_TRUE(text.ends_with("  and 1 more of its 2 runs\n\n")) << text;
}

TEST(ClosingLine, tells_the_rate_per_core) {
  const Subject subject = patched_subject();
  ResultDocument document(sample_heading());
  document.add(subject, passed_run(1), {});
  document.add(subject, passed_run(2), {});

  EXPECT_EQ("2 runs in 0.50 s, 2 runs/s per core\n",
            closing_line(document, {.wall = std::chrono::milliseconds(500), .threads = 2}));
}

TEST(ClosingLine, counts_what_was_not_selected) {
  const Subject subject = patched_subject();
  Heading heading = sample_heading();
  heading.not_selected.reasons = {{.reason = "requires", .count = 2},
                                  {.reason = "transport", .count = 1}};
  ResultDocument document(heading);
  document.add(subject, passed_run(1), {});

  EXPECT_EQ("1 run in 1.00 s, 1 runs/s per core; 3 not selected (requires: 2, transport: 1)\n",
            closing_line(document, {.wall = std::chrono::seconds(1), .threads = 1}));
}

TEST(ShortDuration, has_three_digits_and_the_unit_that_fits) {
  EXPECT_EQ("999ns", short_duration(std::chrono::nanoseconds(999)));
  EXPECT_EQ("1.00us", short_duration(std::chrono::microseconds(1)));
  EXPECT_EQ("31.2ms", short_duration(std::chrono::microseconds(31'200)));
  EXPECT_EQ("600s", short_duration(std::chrono::minutes(10)));
}

}  // namespace
}  // namespace ripcord::report
