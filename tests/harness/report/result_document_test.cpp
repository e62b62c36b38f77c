#include "harness/report/result_document.hpp"

#include "harness/report/folder.hpp"
#include "harness/report/result_schema.hpp"
#include "tests/harness/report/sample_runs.hpp"
#include "tests/support/json_schema.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <memory>

namespace ripcord::report {
namespace {

using nlohmann::json;
using testing::IsEmpty;

TEST(ResultDocument, is_valid_without_any_run) {
  const ResultDocument document(sample_heading());

  EXPECT_THAT(test::schema_violations(result_schema(), document.text(Progress::incomplete)),
              IsEmpty());
}

TEST(ResultDocument, is_valid_with_runs_of_every_sort) {
  const Subject subject = unpatched_subject();
  Heading heading = sample_heading();
  heading.not_selected.reasons = {{.reason = "requires", .count = 2}};
  ResultDocument document(heading);
  run::RunResult silent = passed_run(3);
  silent.rules[0] = {.id = "never", .kind = "drop", .line = 22, .why_not = "no unit matched"};

  document.add(subject, passed_run(1), {.trace = "a/trace.jsonl"});
  document.add(subject, wrong_run(2), {.trace = "b/trace.jsonl", .failure = "b/failure.txt"});
  document.add(subject, silent, {});

  EXPECT_THAT(test::schema_violations(result_schema(), document.text(Progress::complete)),
              IsEmpty());
}

TEST(ResultDocument, is_valid_with_a_coverage_and_runs_that_were_played_again) {
  const Subject subject = unpatched_subject();
  ResultDocument document(sample_heading());
  const trace::Legend legend;
  run::RunResult again = passed_run(1);
  again.attempts = 2;
  again.repetition = 3;
  again.trace = std::make_unique<trace::Log>(legend);

  document.cover(again);
  document.add(subject, again, {});

  EXPECT_THAT(test::schema_violations(result_schema(), document.text(Progress::complete)),
              IsEmpty());
}

TEST(ResultDocument, is_valid_with_a_load) {
  const Subject subject = unpatched_subject();
  ResultDocument document(sample_heading());
  run::RunResult loaded = passed_run(1);
  loaded.loads = {{.step = "1", .client = "caller", .end = {.answers = 3}}};

  document.add(subject, loaded, {});

  EXPECT_THAT(test::schema_violations(result_schema(), document.text(Progress::complete)),
              IsEmpty());
}

TEST(ResultDocument, has_no_coverage_unless_something_was_covered) {
  const ResultDocument document(sample_heading());

  EXPECT_FALSE(json::parse(document.text(Progress::complete)).contains("coverage"));
}

TEST(ResultDocument, violates_its_schema_if_a_member_is_unknown) {
  const ResultDocument document(sample_heading());
  json value = json::parse(document.text(Progress::complete));
  value["more"] = 1;

  EXPECT_THAT(test::schema_violations(result_schema(), value.dump()),
              testing::ElementsAre("/more: is not allowed"));
}

TEST(ResultDocument, begins_with_the_mark_of_a_run_folder) {
  const ResultDocument document(sample_heading());

  EXPECT_TRUE(document.text(Progress::complete).starts_with(result_marker));
}

TEST(ResultDocument, tells_everything_of_a_wrong_run) {
  const Subject subject = unpatched_subject();
  ResultDocument document(sample_heading());

  document.add(subject, wrong_run(7), {.failure = "x/failure.txt"});

  const json run = json::parse(document.text(Progress::complete))["runs"][0];
  EXPECT_EQ("scenarios/q156715/second_file/unpatched/sim-7", run["id"]);
  EXPECT_EQ("0000000000001007", run["trace_hash"]);
  EXPECT_EQ(250'000'000, run["virtual_ns"]);
  EXPECT_EQ("1722", run["failure"]["actual"]);
  EXPECT_EQ(json::array({"store-moves"}), run["failure"]["active_faults"]);
  EXPECT_EQ("x/failure.txt", run["artifacts"]["failure"]);
}

TEST(ResultDocument, has_no_trace_hash_where_time_is_real) {
  Subject subject = unpatched_subject();
  subject.deterministic = false;
  ResultDocument document(sample_heading());

  document.add(subject, passed_run(1), {});

  EXPECT_FALSE(json::parse(document.text(Progress::complete))["runs"][0].contains("trace_hash"));
}

TEST(ResultDocument, lists_as_many_passing_runs_as_its_limit) {
  const Subject subject = patched_subject();
  ResultDocument document(sample_heading());

  for (std::uint64_t seed = 1; seed <= ResultDocument::passing_runs_max; ++seed)
    document.add(subject, passed_run(seed), {});

  const json value = json::parse(document.text(Progress::complete));
  EXPECT_EQ(ResultDocument::passing_runs_max, value["runs"].size());
  EXPECT_EQ(0, value["sweeps"][0]["folded"]);
}

TEST(ResultDocument, folds_passing_runs_beyond_its_limit_but_lists_failures) {
  const Subject subject = patched_subject();
  ResultDocument document(sample_heading());
  const std::uint64_t last = ResultDocument::passing_runs_max + 1;

  for (std::uint64_t seed = 1; seed <= last; ++seed) document.add(subject, passed_run(seed), {});
  document.add(subject, wrong_run(last + 1), {});

  const json value = json::parse(document.text(Progress::complete));
  EXPECT_EQ(last, value["runs"].size());
  EXPECT_EQ(last + 1, value["runs"].back()["seed"]);
  EXPECT_EQ(1, value["sweeps"][0]["folded"]);
  EXPECT_EQ(last + 1, value["sweeps"][0]["count"]);
}

TEST(ResultDocument, of_a_hundred_thousand_runs_stays_below_twenty_megabytes) {
  const Subject subject = patched_subject();
  ResultDocument document(sample_heading());

  for (std::uint64_t seed = 1; seed <= 100'000; ++seed) document.add(subject, passed_run(seed), {});

  EXPECT_GT(20'000'000U, document.text(Progress::complete).size());
}

TEST(Overall, is_passed_if_all_runs_passed) {
  EXPECT_EQ(run::Verdict::passed, overall({.runs = 1, .passed = 1}, Progress::complete));
}

TEST(Overall, is_incomplete_if_the_command_was_ended) {
  EXPECT_EQ(run::Verdict::incomplete, overall({.runs = 1, .passed = 1}, Progress::incomplete));
}

TEST(Overall, is_failed_even_if_the_command_was_ended) {
  EXPECT_EQ(run::Verdict::failed,
            overall({.runs = 2, .passed = 1, .failed = 1}, Progress::incomplete));
}

TEST(Overall, puts_invalid_before_failed) {
  EXPECT_EQ(run::Verdict::invalid,
            overall({.runs = 2, .failed = 1, .invalid = 1}, Progress::complete));
}

TEST(Overall, puts_an_error_before_everything) {
  EXPECT_EQ(run::Verdict::error,
            overall({.runs = 3, .failed = 1, .invalid = 1, .error = 1}, Progress::complete));
}

}  // namespace
}  // namespace ripcord::report
