#include "harness/report/merge.hpp"

#include "tests/harness/report/sample_runs.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace ripcord::report {
namespace {

using testing::HasSubstr;

StoredReport report_of(std::string started, const Subject& subject, std::uint64_t seed) {
  StoredReport report{.heading = sample_heading()};
  report.heading.started = std::move(started);
  report.sweeps.push_back({.subject = subject});
  run::RunResult result = passed_run(seed);
  result.variant = subject.variant;
  report.sweeps.back().runs.push_back(
      {.result = std::move(result), .folder = report.heading.started});
  return report;
}
StoredReport early() { return report_of("2026-11-22T01:00:00Z", unpatched_subject(), 2); }
StoredReport late() { return report_of("2026-11-22T02:00:00Z", patched_subject(), 1); }

/// `reports` as one, written as result.json.
template <typename... Reports>
std::string text_of(Reports... reports) {
  std::vector<StoredReport> parts;
  (parts.push_back(std::move(reports)), ...);
  const auto sum = merged(std::move(parts));
  if (!sum) return sum.error().text;
  ResultDocument document(sum->heading);
  for (const StoredReport::Sweep& sweep : sum->sweeps) {
    for (const StoredReport::Run& run : sweep.runs)
      document.add(sweep.subject, run.result, run.artifacts);
  }
  return document.text(sum->progress);
}

TEST(Merged, is_the_same_whatever_the_order) {
  EXPECT_EQ(text_of(early(), late()), text_of(late(), early()));
}

TEST(Merged, is_the_same_whatever_was_put_together_first) {
  const Subject third = [] {
    Subject subject = patched_subject();
    subject.variant = "third";
    return subject;
  }();
  const auto other = [&] { return report_of("2026-11-22T03:00:00Z", third, 9); };
  const auto pair = [](StoredReport a, StoredReport b) {
    std::vector<StoredReport> parts;
    parts.push_back(std::move(a));
    parts.push_back(std::move(b));
    return *merged(std::move(parts));
  };

  EXPECT_EQ(text_of(pair(early(), late()), other()), text_of(pair(other(), late()), early()));
}

TEST(Merged, has_sweeps_in_order_of_path_variant_and_transport) {
  std::vector<StoredReport> parts;
  parts.push_back(early());
  parts.push_back(late());

  const auto sum = merged(std::move(parts));

  ASSERT_TRUE(sum);
  EXPECT_EQ("patched", sum->sweeps.at(0).subject.variant);
  EXPECT_EQ("unpatched", sum->sweeps.at(1).subject.variant);
}

TEST(Merged, has_the_runs_of_a_sweep_in_order_of_seeds) {
  std::vector<StoredReport> parts;
  parts.push_back(early());
  parts.push_back(report_of("2026-11-22T02:00:00Z", unpatched_subject(), 1));

  const auto sum = merged(std::move(parts));

  ASSERT_TRUE(sum);
  ASSERT_EQ(1U, sum->sweeps.size());
  EXPECT_EQ(1U, sum->sweeps[0].runs.at(0).result.seed);
  EXPECT_EQ(2U, sum->sweeps[0].runs.at(1).result.seed);
}

TEST(Merged, names_all_commands_in_order_of_time) {
  std::vector<StoredReport> parts;
  parts.push_back(late());
  parts.push_back(early());

  const auto sum = merged(std::move(parts));

  ASSERT_TRUE(sum);
  EXPECT_EQ("2026-11-22T01:00:00Z", sum->heading.started);
  ASSERT_EQ(2U, sum->heading.parts.size());
  EXPECT_EQ("2026-11-22T02:00:00Z", sum->heading.parts[1].started);
}

TEST(Merged, is_incomplete_if_a_part_is) {
  std::vector<StoredReport> parts;
  parts.push_back(late());
  parts.push_back(early());
  parts[0].progress = Progress::incomplete;

  EXPECT_EQ(Progress::incomplete, merged(std::move(parts))->progress);
}

TEST(Merged, refuses_a_run_that_is_there_twice) {
  StoredReport again = early();
  again.sweeps[0].runs[0].folder = "another";

  EXPECT_THAT(text_of(early(), std::move(again)),
              HasSubstr("unpatched/sim-2 is in 2026-11-22T01:00:00Z and in another"));
}

TEST(Merged, refuses_scenarios_that_differ_under_one_name) {
  StoredReport other = report_of("2026-11-22T02:00:00Z", unpatched_subject(), 1);
  other.sweeps[0].subject.digest = 0x4321;

  EXPECT_THAT(text_of(early(), std::move(other)), HasSubstr("was not the same scenario"));
}

/// Part `number` of an exploration in `parts`, as a command leaves it.
StoredReport part_of_exploration(std::uint32_t number, std::uint32_t parts) {
  StoredReport report{.heading = sample_heading()};
  report.heading.started = "2026-11-22T0" + std::to_string(number) + ":00:00Z";
  report.heading.planned = 11;
  report.explorations.push_back({.scenario = "a.yaml",
                                 .variant = "base",
                                 .part_count = parts,
                                 .parts = {number},
                                 .runs = 11,
                                 .levels = {{.depth = 1, .planned = 10, .played = 10}}});
  return report;
}

/// Parts `first` and `second` of three, put together, and then the other one.
StoredReport one_after_the_other(std::uint32_t first, std::uint32_t second, std::uint32_t other) {
  std::vector<StoredReport> two;
  two.push_back(part_of_exploration(first, 3));
  two.push_back(part_of_exploration(second, 3));
  std::vector<StoredReport> all;
  all.push_back(*merged(std::move(two)));
  all.push_back(part_of_exploration(other, 3));
  return *merged(std::move(all));
}

TEST(Merged, is_incomplete_while_a_part_of_an_exploration_is_missing) {
  std::vector<StoredReport> two;
  two.push_back(part_of_exploration(1, 3));
  two.push_back(part_of_exploration(2, 3));

  EXPECT_EQ(Progress::incomplete, merged(std::move(two))->progress);
}

TEST(Merged, is_complete_once_the_last_part_of_an_exploration_is_there) {
  EXPECT_EQ(Progress::complete, one_after_the_other(1, 2, 3).progress);
  EXPECT_EQ(Progress::complete, one_after_the_other(3, 1, 2).progress);
}

TEST(Merged, plans_the_clean_run_of_an_exploration_once) {
  EXPECT_EQ(31U, one_after_the_other(1, 2, 3).heading.planned);
}

TEST(Merged, adds_up_coverage) {
  std::vector<StoredReport> parts;
  parts.push_back(early());
  parts.push_back(late());
  const Coverage::Cell cell{.kind = "reset",
                            .point = PointClass::request,
                            .transport = "sim",
                            .reached = 5,
                            .injected = 2,
                            .detected = 1,
                            .survived = 1};
  parts[0].coverage = {cell};
  parts[1].coverage = {cell};

  const auto sum = merged(std::move(parts));

  ASSERT_TRUE(sum);
  const auto found = std::ranges::find_if(*sum->coverage, [](const Coverage::Cell& one) {
    return one.kind == "reset" && one.point == PointClass::request;
  });
  ASSERT_NE(sum->coverage->end(), found);
  EXPECT_EQ(10U, found->reached);
  EXPECT_EQ(4U, found->injected);
  EXPECT_EQ(2U, found->survived);
}

}  // namespace
}  // namespace ripcord::report
