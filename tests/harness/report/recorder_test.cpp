#include "harness/report/recorder.hpp"

#include "tests/harness/report/sample_runs.hpp"
#include "tests/support/temporary_folder.hpp"
#include "transports/trace/log.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace ripcord::report {
namespace {

using nlohmann::json;

Recorder recorder_in(const test::TemporaryFolder& here, KeepLimit limit = {}) {
  return {*RunFolder::open(here / "run"), sample_heading(), limit};
}

/// `result` with a trace of its header only.
run::RunResult traced(run::RunResult result) {
  static const trace::Legend legend;
  result.trace = std::make_unique<trace::Log>(legend);
  result.trace->run({.scenario = "s", .variant = "v", .transport = "sim", .seed = result.seed});
  return result;
}

TEST(Recorder, leaves_a_readable_incomplete_result_before_the_first_run) {
  const test::TemporaryFolder here;
  Recorder recorder = recorder_in(here);

  ASSERT_TRUE(recorder.begin());

  EXPECT_EQ(true, json::parse(here.read("run/result.json"))["incomplete"]);
}

TEST(Recorder, writes_trace_and_failure_of_a_wrong_run_into_its_folder) {
  const test::TemporaryFolder here;
  const Subject subject = unpatched_subject();
  Recorder recorder = recorder_in(here);

  ASSERT_TRUE(recorder.add(subject, traced(wrong_run(7))));

  EXPECT_TRUE(here.has("run/scenarios/q156715/second_file/unpatched/sim-7/trace.jsonl"));
  EXPECT_TRUE(here.read("run/scenarios/q156715/second_file/unpatched/sim-7/failure.txt")
                  .starts_with("failed: "));
}

TEST(Recorder, writes_no_failure_of_a_passing_run) {
  const test::TemporaryFolder here;
  const Subject subject = unpatched_subject();
  Recorder recorder = recorder_in(here);

  ASSERT_TRUE(recorder.add(subject, traced(passed_run(7))));

  EXPECT_FALSE(here.has("run/scenarios/q156715/second_file/unpatched/sim-7/failure.txt"));
}

TEST(Recorder, keeps_no_more_runs_than_its_limit) {
  const test::TemporaryFolder here;
  const Subject subject = unpatched_subject();
  Recorder recorder = recorder_in(here, {.runs_max = 1});

  ASSERT_TRUE(recorder.add(subject, traced(wrong_run(1))));
  ASSERT_TRUE(recorder.add(subject, traced(wrong_run(2))));

  EXPECT_TRUE(here.has("run/scenarios/q156715/second_file/unpatched/sim-1"));
  EXPECT_FALSE(here.has("run/scenarios/q156715/second_file/unpatched/sim-2"));
}

TEST(Recorder, names_the_artifacts_of_a_run_in_the_result) {
  const test::TemporaryFolder here;
  const Subject subject = unpatched_subject();
  Recorder recorder = recorder_in(here);

  ASSERT_TRUE(recorder.add(subject, traced(passed_run(7))));
  ASSERT_TRUE(recorder.finish(Progress::complete));

  EXPECT_EQ("scenarios/q156715/second_file/unpatched/sim-7/trace.jsonl",
            json::parse(here.read("run/result.json"))["runs"][0]["artifacts"]["trace"]);
}

TEST(Recorder, keeps_the_replay_of_a_run_beside_its_trace) {
  const test::TemporaryFolder here;
  const Subject subject = unpatched_subject();
  Recorder recorder = recorder_in(here);

  ASSERT_TRUE(recorder.add(subject, traced(wrong_run(7)), "{}\n"));
  ASSERT_TRUE(recorder.finish(Progress::complete));

  const std::string name = "scenarios/q156715/second_file/unpatched/sim-7/replay.json";
  EXPECT_EQ("{}\n", here.read("run/" + name));
  EXPECT_EQ(name, json::parse(here.read("run/result.json"))["runs"][0]["artifacts"]["replay"]);
}

TEST(Recorder, finishes_with_all_artefacts_and_a_complete_result) {
  const test::TemporaryFolder here;
  const Subject subject = unpatched_subject();
  Recorder recorder = recorder_in(here);

  ASSERT_TRUE(recorder.add(subject, passed_run(1)));
  ASSERT_TRUE(recorder.finish(Progress::complete));

  EXPECT_EQ(false, json::parse(here.read("run/result.json"))["incomplete"]);
  EXPECT_TRUE(here.has("run/junit.xml"));
  EXPECT_TRUE(here.has("run/summary.md"));
}

TEST(Recorder, keeps_the_first_run_of_each_subject_beside_failures) {
  const test::TemporaryFolder here;
  const Subject subject = unpatched_subject();
  Recorder recorder =
      recorder_in(here, {.runs_max = 1, .failures_only = true, .representatives = 1});

  ASSERT_TRUE(recorder.add(subject, traced(passed_run(1))));
  ASSERT_TRUE(recorder.add(subject, traced(passed_run(2))));
  ASSERT_TRUE(recorder.add(subject, traced(wrong_run(3))));

  EXPECT_TRUE(here.has("run/scenarios/q156715/second_file/unpatched/sim-1/trace.jsonl"));
  EXPECT_FALSE(here.has("run/scenarios/q156715/second_file/unpatched/sim-2"));
  EXPECT_TRUE(here.has("run/scenarios/q156715/second_file/unpatched/sim-3/trace.jsonl"));
}

TEST(Recorder, keeps_the_first_runs_of_so_many_subjects_only) {
  const test::TemporaryFolder here;
  const Subject first = unpatched_subject();
  const Subject second = patched_subject();
  Recorder recorder = recorder_in(here, {.failures_only = true, .representatives = 1});

  ASSERT_TRUE(recorder.add(first, traced(passed_run(1))));
  ASSERT_TRUE(recorder.add(second, traced(passed_run(1))));

  EXPECT_TRUE(here.has("run/scenarios/q156715/second_file/unpatched/sim-1"));
  EXPECT_FALSE(here.has("run/scenarios/q156715/second_file/patched/sim-1"));
}

TEST(Recorder, has_enough_when_it_keeps_no_more_failures) {
  const test::TemporaryFolder here;
  const Subject subject = unpatched_subject();
  Recorder recorder = recorder_in(here, {.runs_max = 1, .failures_only = true});
  EXPECT_FALSE(recorder.has_enough());

  ASSERT_TRUE(recorder.add(subject, traced(wrong_run(1))));

  EXPECT_TRUE(recorder.has_enough());
}

}  // namespace
}  // namespace ripcord::report
