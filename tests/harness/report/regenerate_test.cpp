#include "harness/report/regenerate.hpp"

#include "harness/report/recorder.hpp"
#include "tests/harness/report/sample_runs.hpp"
#include "tests/support/temporary_folder.hpp"
#include "transports/trace/log.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <string>

namespace ripcord::report {
namespace {

using testing::HasSubstr;

const std::string run_folder = "scenarios/q156715/second_file/unpatched/sim-7/";

/// A run folder of a run that went wrong and of one that passed.
class Regenerated : public testing::TestWithParam<std::string> {
 protected:
  Regenerated() {
    Recorder recorder(*RunFolder::open(here_ / "old"), sample_heading(), {});
    EXPECT_TRUE(recorder.add(subject_, traced(wrong_run(7))));
    run::RunResult loaded = passed_run(8);
    loaded.loads = {{.step = "1",
                     .client = "caller",
                     .end = {.answers = 3,
                             .failures = 1,
                             .stub_bytes = 24,
                             .elapsed = Duration(400),
                             .latency = {.p50 = Duration(5), .max = Duration(70)},
                             .service = {.p50 = Duration(6), .max = Duration(60)},
                             .is_saturated = true}}};
    EXPECT_TRUE(recorder.add(subject_, traced(std::move(loaded))));
    EXPECT_TRUE(recorder.finish(Progress::complete));
  }

  [[nodiscard]] run::RunResult traced(run::RunResult result) const {
    result.variant = subject_.variant;
    result.trace = std::make_unique<trace::Log>(legend_, trace::Payload::full);
    result.trace->run({.scenario = "s", .variant = "v", .transport = "sim", .seed = result.seed});
    run::conclude(*result.trace, result);
    return result;
  }
  /// `old` again, as `fresh`; returns what kept that from being done.
  [[nodiscard]] std::string regenerate_into(const std::string& folder) const {
    const auto report = read_report(here_ / "old");
    if (!report) return report.error().text;
    const auto target =
        folder == "old" ? RunFolder::existing(here_ / folder) : RunFolder::open(here_ / folder);
    if (!target) return target.error().text;
    const auto document = regenerate(*report, *target);
    return document ? "" : document.error().text;
  }

  test::TemporaryFolder here_;
  Subject subject_ = unpatched_subject();
  trace::Legend legend_;
};

TEST_P(Regenerated, is_the_same_elsewhere) {
  EXPECT_EQ("", regenerate_into("fresh"));

  EXPECT_TRUE(here_.has("fresh/" + GetParam()));
  EXPECT_EQ(here_.read("old/" + GetParam()), here_.read("fresh/" + GetParam()));
}

TEST_P(Regenerated, is_the_same_in_its_place) {
  const std::string before = here_.read("old/" + GetParam());

  EXPECT_EQ("", regenerate_into("old"));

  EXPECT_EQ(before, here_.read("old/" + GetParam()));
}

INSTANTIATE_TEST_SUITE_P(Artifacts,
                         Regenerated,
                         testing::Values("result.json",
                                         "junit.xml",
                                         "summary.md",
                                         "report.html",
                                         run_folder + "trace.jsonl",
                                         run_folder + "capture.pcapng",
                                         run_folder + "failure.txt"),
                         [](const testing::TestParamInfo<std::string>& file) {
                           const std::string& name = file.param;
                           return name.substr(name.rfind('/') + 1,
                                              name.find_last_of('.') - name.rfind('/') - 1);
                         });

using Damaged = Regenerated;

TEST_F(Damaged, trace_is_named_with_its_line) {
  here_.write("old/" + run_folder + "trace.jsonl",
              here_.read("old/" + run_folder + "trace.jsonl") + "{\n");

  EXPECT_THAT(regenerate_into("fresh"),
              HasSubstr("sim-7/trace.jsonl: line 3: not a line of a trace"));
}

TEST_F(Damaged, folder_that_lacks_a_trace_is_said_to) {
  std::filesystem::remove(here_ / ("old/" + run_folder + "trace.jsonl"));

  EXPECT_THAT(regenerate_into("fresh"),
              HasSubstr("sim-7/trace.jsonl, of which result.json speaks"));
}

TEST(Folded, runs_are_still_counted) {
  const test::TemporaryFolder here;
  const Subject subject = unpatched_subject();
  ResultDocument document(sample_heading());
  for (std::uint64_t seed = 1; seed <= ResultDocument::passing_runs_max + 2; ++seed) {
    run::RunResult result = passed_run(seed);
    result.variant = subject.variant;
    document.add(subject, result, {});
  }
  const std::string text = document.text(Progress::complete);
  here.write("old/result.json", text);

  const auto report = read_report(here / "old");
  ASSERT_TRUE(report) << report.error().text;
  const auto again = regenerate(*report, *RunFolder::open(here / "fresh"));

  ASSERT_TRUE(again);
  EXPECT_EQ(text, here.read("fresh/result.json"));
}

}  // namespace
}  // namespace ripcord::report
