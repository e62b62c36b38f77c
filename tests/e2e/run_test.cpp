#include "tests/e2e/program.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace ripcord::e2e {
namespace {

using nlohmann::json;
using testing::ContainsRegex;
using testing::EndsWith;
using testing::HasSubstr;

TEST(Run, exits_0_if_all_is_as_expected) {
  const test::TemporaryFolder here;
  here.write("x.yaml", sleeper("outcome: completed"));

  const test::Finished run = ripcord(here, {"run", "x.yaml"});

  EXPECT_EQ(0, run.code);
  EXPECT_THAT(run.out, ContainsRegex("as expected +x +base +completed +nothing +none"));
  EXPECT_EQ("", run.err);
}

TEST(Run, exits_1_if_an_expectation_failed_and_says_everything_about_it) {
  const test::TemporaryFolder here;
  here.write("x.yaml", sleeper("outcome: failed"));

  const test::Finished run = ripcord(here, {"run", "x.yaml"});

  EXPECT_EQ(1, run.code);
  EXPECT_THAT(run.out, HasSubstr("failed: x [base] sim seed 1\n"));
  EXPECT_THAT(run.out, HasSubstr("  scenario   sleeper\n"));
  EXPECT_THAT(run.out, HasSubstr("  at         x.yaml:8\n"));
  EXPECT_THAT(run.out, HasSubstr("  expected   outcome: failed\n"));
  EXPECT_THAT(run.out, HasSubstr("  actual     outcome: completed\n"));
  EXPECT_THAT(run.out, HasSubstr("  field      outcome\n"));
}

TEST(Run, prints_a_command_that_fails_in_the_same_way) {
  const test::TemporaryFolder here;
  here.write("x.yaml", sleeper("outcome: failed"));

  const test::Finished run = ripcord(here, {"run", "x.yaml", "--seeds", "5..9"});

  EXPECT_THAT(
      run.out,
      HasSubstr("  reproduce  ripcord run x.yaml --variant base --seed 5 --transport sim\n"));
  EXPECT_EQ(
      1,
      ripcord(here, {"run", "x.yaml", "--variant", "base", "--seed", "5", "--transport", "sim"})
          .code);
}

TEST(Run, ends_with_its_rate) {
  const test::TemporaryFolder here;
  here.write("x.yaml", sleeper("outcome: completed"));

  const test::Finished run = ripcord(here, {"run", "x.yaml", "--seeds", "1..20"});

  EXPECT_THAT(run.out, ContainsRegex("\n20 runs in [0-9.]+ s, [0-9]+ runs/s per core\n$"));
}

TEST(Run, plays_each_run_as_often_as_it_is_told) {
  const test::TemporaryFolder here;
  here.write("x.yaml", sleeper("outcome: completed"));

  const test::Finished run = ripcord(here, {"run", "x.yaml", "--seeds", "1..2", "--repeat", "3"});

  EXPECT_THAT(run.out, ContainsRegex("\n6 runs in "));
}

TEST(Run, gives_equal_runs_names_of_their_own) {
  const test::TemporaryFolder here;
  here.write("x.yaml", sleeper("outcome: completed"));

  const test::Finished run = ripcord(here, {"run", "x.yaml", "--repeat", "2", "--out", "o"});

  ASSERT_EQ(0, run.code);
  const json runs = json::parse(here.read("o/result.json"))["runs"];
  EXPECT_EQ("x/base/sim-1", runs[0]["id"]);
  EXPECT_EQ("x/base/sim-1.2", runs[1]["id"]);
}

TEST(Run, prints_a_coverage_and_keeps_it) {
  const test::TemporaryFolder here;
  here.write("x.yaml", sleeper("outcome: completed"));

  const test::Finished run = ripcord(here, {"run", "x.yaml", "--coverage", "--out", "o"});

  EXPECT_THAT(run.out, ContainsRegex("kind +struck at +transport +reached +injected"));
  EXPECT_THAT(run.out, ContainsRegex("\nreset +answer +sim +0 +0 +0 +0\n"));
  const json coverage = json::parse(here.read("o/result.json"))["coverage"];
  EXPECT_FALSE(coverage.empty());
}

TEST(Run, tells_of_a_sweep_how_many_traces_and_outcomes_it_saw) {
  const test::TemporaryFolder here;
  here.write("x.yaml", sleeper("outcome: completed"));

  const test::Finished run = ripcord(here, {"run", "x.yaml", "--seeds", "1..20"});

  EXPECT_THAT(
      run.out,
      ContainsRegex("x \\[base\\] sim: distinct traces [0-9]+ of 20, distinct outcomes 1\n"));
}

TEST(Run, says_where_its_report_is) {
  const test::TemporaryFolder here;
  here.write("x.yaml", sleeper("outcome: completed"));

  EXPECT_THAT(ripcord(here, {"run", "x.yaml", "--out", "o"}).out,
              HasSubstr("report in o: report.html, summary.md, result.json, junit.xml\n"));
}

TEST(Run, sets_keys_from_the_command_line) {
  const test::TemporaryFolder here;
  here.write("x.yaml", sleeper("outcome: completed"));

  const test::Finished run = ripcord(here, {"run", "x.yaml", "--set", "expect.all.outcome=failed"});

  EXPECT_EQ(1, run.code);
  EXPECT_THAT(run.out, HasSubstr("--set expect.all.outcome=failed --seed 1"));
}

TEST(Run, stops_at_the_first_failure_if_asked) {
  const test::TemporaryFolder here;
  here.write("x.yaml", sleeper("outcome: failed"));

  const test::Finished run = ripcord(here, {"run", "x.yaml", "--seeds", "1..20", "-x"});

  EXPECT_EQ(1, run.code);
  EXPECT_THAT(run.out, HasSubstr("incomplete: 1 of 20 runs were played\n"));
}

TEST(Run, prints_only_json_on_standard_output_if_asked) {
  const test::TemporaryFolder here;
  here.write("x.yaml", sleeper("outcome: completed"));

  const test::Finished run = ripcord(here, {"run", "x.yaml", "--reporter", "json"});

  EXPECT_EQ("passed", json::parse(run.out).at("verdict"));
  EXPECT_THAT(run.err, EndsWith("runs/s per core\n"));
}

TEST(Run, prints_one_line_a_variant_in_continuous_integration) {
  const test::TemporaryFolder here;
  here.write("x.yaml", sleeper_with_variants("outcome: completed"));
  test::Command in_ci = command(here, {"run", "x.yaml"});
  in_ci.environment = {"CI=true"};

  const test::Finished run = test::run_to_end(in_ci);

  EXPECT_THAT(
      run.out,
      ContainsRegex("^ok   x \\[a\\] sim: completed \\(.*\\)\nok   x \\[b\\] sim: completed "));
}

TEST(Run, prints_no_colours_into_a_pipe) {
  const test::TemporaryFolder here;
  here.write("x.yaml", sleeper("outcome: failed"));

  EXPECT_THAT(ripcord(here, {"run", "x.yaml"}).out, testing::Not(HasSubstr("\x1b")));
}

TEST(Run, refuses_a_wrong_option_with_the_nearest_one) {
  const test::TemporaryFolder here;

  const test::Finished run = ripcord(here, {"run", "x.yaml", "--sede", "1"});

  EXPECT_EQ(2, run.code);
  EXPECT_EQ("ripcord: run: unknown option `--sede`; did you mean `--seed`?\n", run.err);
}

TEST(Run, plays_nothing_if_one_of_many_files_is_wrong) {
  const test::TemporaryFolder here;
  here.write("a.yaml", sleeper("outcome: completed"));
  here.write("b.yaml", sleeper("outcome: completed") + "one: 1\n");

  const test::Finished run = ripcord(here, {"run", "."});

  EXPECT_EQ(2, run.code);
  EXPECT_EQ("", run.out);
  EXPECT_FALSE(here.has("runs"));
}

TEST(Run, puts_an_unreadable_file_before_a_wrong_one) {
  const test::TemporaryFolder here;
  here.write("b.yaml", sleeper("outcome: completed") + "one: 1\n");

  const test::Finished run = ripcord(here, {"run", "no.yaml", "b.yaml"});

  EXPECT_EQ(3, run.code);
  EXPECT_THAT(run.err, HasSubstr("b.yaml:9:1: error: unknown key `one`"));
}

}  // namespace
}  // namespace ripcord::e2e
