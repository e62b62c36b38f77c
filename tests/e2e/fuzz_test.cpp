#include "tests/e2e/program.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <string>

// `ripcord fuzz` on a program that acts like libFuzzer's: an input that holds `bad` breaks it.
namespace ripcord::e2e {
namespace {

using nlohmann::json;
using testing::HasSubstr;

struct Fuzz : testing::Test {
  Fuzz() {
    here.write("t/targets.txt", "demo bytes 0 - - seeds\nplanner schedule 0 - - seeds\n");
    add_program("demo");
    add_program("planner");
  }

  void add_program(const std::string& name) const {
    const std::string fake = std::string(RIPCORD_SOURCE_DIR) + "/tests/e2e/programs/fake_fuzzer.sh";
    std::filesystem::copy_file(fake, here / ("t/" + name + "_fuzzer"));
  }
  [[nodiscard]] test::Finished fuzz(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), "fuzz");
    arguments.insert(arguments.end(), {"--targets", "t"});
    return ripcord(here, std::move(arguments));
  }

  test::TemporaryFolder here;
};

TEST_F(Fuzz, says_how_a_target_without_a_finding_went) {
  here.write("seeds/one", "fine");

  const test::Finished run = fuzz({"run", "demo", "--out", "o"});

  EXPECT_EQ(0, run.code) << run.err;
  EXPECT_THAT(
      run.out,
      HasSubstr("1000 runs, 500/s, edges 7, corpus restored 1, added 2, kept 0, no finding"));
}

// So a workflow that names none forgets none.
TEST_F(Fuzz, runs_every_target_if_none_is_named) {
  here.write("seeds/one", "fine");

  const test::Finished run = fuzz({"run", "--out", "o"});

  EXPECT_EQ(0, run.code) << run.err;
  EXPECT_THAT(run.out, testing::ContainsRegex("^demo: .*\nplanner: .*\n$"));
}

TEST_F(Fuzz, ends_with_8_and_one_command_that_shows_the_finding_again) {
  here.write("seeds/one", "a bad one");

  const test::Finished run = fuzz({"run", "demo", "--out", "o"});

  EXPECT_EQ(8, run.code) << run.err;
  EXPECT_THAT(run.out,
              HasSubstr("crash in demo: ripcord is broken: size <= 4\n"
                        "  at transports/base/reader.cpp:12\n"
                        "  input o/findings/demo-crash-1:\n"
                        "    a bad one\n"
                        "  reproduce: ripcord fuzz repro demo o/findings/demo-crash-1 "
                        "--targets t\n"));
}

TEST_F(Fuzz, leaves_out_what_an_earlier_run_found) {
  here.write("seeds/one", "a bad one");
  static_cast<void>(fuzz({"run", "demo", "--out", "o"}));
  here.write("seeds/one", "fine");

  const test::Finished run = fuzz({"run", "demo", "--out", "o"});

  EXPECT_EQ(0, run.code) << run.err;
  EXPECT_THAT(run.out, HasSubstr("no finding"));
}

TEST_F(Fuzz, tells_what_an_earlier_run_found_if_it_comes_again) {
  here.write("seeds/one", "a bad one");
  static_cast<void>(fuzz({"run", "demo", "--out", "o"}));

  const test::Finished run = fuzz({"run", "demo", "--out", "o"});

  EXPECT_EQ(8, run.code) << run.err;
  EXPECT_THAT(run.out, HasSubstr("1 crash"));
}

TEST_F(Fuzz, writes_sarif_that_points_at_the_line_that_broke) {
  here.write("seeds/one", "a bad one");

  static_cast<void>(fuzz({"run", "demo", "--out", "o", "--sarif", "o.sarif"}));

  const json result = json::parse(here.read("o.sarif")).at("runs").at(0).at("results").at(0);
  const json place = result.at("locations").at(0).at("physicalLocation");
  EXPECT_EQ("crash", result.at("ruleId"));
  EXPECT_EQ("transports/base/reader.cpp", place.at("artifactLocation").at("uri"));
  EXPECT_EQ(12, place.at("region").at("startLine"));
}

TEST_F(Fuzz, fails_where_no_inputs_were_restored) {
  const test::Finished run = fuzz({"run", "demo", "--out", "o"});

  EXPECT_EQ(3, run.code);
  EXPECT_THAT(run.err, HasSubstr("demo: no inputs were restored from any of its folders"));
}

TEST_F(Fuzz, fails_where_a_target_is_built_that_nobody_runs) {
  add_program("forgotten");

  const test::Finished list = fuzz({"list"});

  EXPECT_EQ(3, list.code);
  EXPECT_THAT(list.err, HasSubstr("target forgotten is built and not listed"));
}

TEST_F(Fuzz, repeats_one_input_and_ends_with_8_if_it_still_breaks) {
  here.write("input", "a bad one");

  const test::Finished repro = fuzz({"repro", "demo", "input"});

  EXPECT_EQ(8, repro.code) << repro.err;
  EXPECT_THAT(repro.out, HasSubstr("ripcord is broken: size <= 4\n"));
}

TEST_F(Fuzz, says_that_a_mended_input_breaks_nothing) {
  here.write("input", "fine");

  const test::Finished repro = fuzz({"repro", "demo", "input"});

  EXPECT_EQ(0, repro.code) << repro.err;
  EXPECT_THAT(repro.out, HasSubstr("nothing breaks\n"));
}

TEST_F(Fuzz, makes_a_failing_input_shorter) {
  here.write("input", "a bad one");

  const test::Finished minimise = fuzz({"minimise", "demo", "input"});

  EXPECT_EQ(0, minimise.code) << minimise.err;
  EXPECT_EQ("input.min: 3 bytes instead of 9\n", minimise.out);
  EXPECT_EQ("bad", here.read("input.min"));
}

TEST_F(Fuzz, refuses_to_shorten_what_does_not_fail) {
  here.write("input", "fine");

  const test::Finished minimise = fuzz({"minimise", "demo", "input"});

  EXPECT_EQ(3, minimise.code);
  EXPECT_THAT(minimise.err, HasSubstr("demo does not fail with input"));
}

TEST_F(Fuzz, keeps_a_smaller_corpus_beside) {
  here.write("seeds/one", "fine");
  here.write("seeds/two", "fine");

  const test::Finished minimise = fuzz({"minimise", "demo", "--out", "o"});

  EXPECT_EQ(0, minimise.code) << minimise.err;
  EXPECT_EQ("o/minimised/demo: 1 inputs\n", minimise.out);
}

TEST_F(Fuzz, exports_bytes_as_a_regression) {
  here.write("input", "a bad one");

  const test::Finished exported = fuzz({"export", "demo", "input"});

  EXPECT_EQ(0, exported.code) << exported.err;
  EXPECT_EQ("a bad one", here.read("fuzz/regressions/demo/input"));
}

TEST_F(Fuzz, exports_a_schedule_as_a_scenario) {
  here.write("input", "a plan");

  const test::Finished exported = fuzz({"export", "planner", "input"});

  EXPECT_EQ(0, exported.code) << exported.err;
  EXPECT_EQ("format: 1\n", here.read("input.yaml"));
}

}  // namespace
}  // namespace ripcord::e2e
