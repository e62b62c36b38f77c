#include "harness/run/expectation.hpp"

#include <gtest/gtest.h>

namespace ripcord::run {
namespace {

using scenario::Expected;
using scenario::Outcome;

Seen failed_read() {
  Seen seen;
  seen.ending = {.outcome = Outcome::failed,
                 .file = "pub.edb",
                 .operation = "BackupRead",
                 .error = 0x102,
                 .event = 8010};
  seen.elapsed = std::chrono::seconds(31);
  seen.metrics.reconnects = 2;
  return seen;
}

ExpectationReport compare_one(Expected expected, const Seen& seen) {
  scenario::Expectation expectation;
  expectation.fields.push_back(std::move(expected));
  return compare(expectation, SeenRun{.run = seen, .steps = {}, .clients = {}, .rules = {}})
      .front();
}

TEST(Expectation, outcome_holds_when_it_is_the_one_seen) {
  const Expected expected{
      .field = "outcome", .text = "failed", .line = 30, .value = Outcome::failed};

  const ExpectationReport report = compare_one(expected, failed_read());

  EXPECT_TRUE(report.ok);
  EXPECT_EQ(30U, report.line);
}

TEST(Expectation, outcome_that_differs_names_both) {
  const Expected expected{
      .field = "outcome", .text = "completed", .line = 30, .value = Outcome::completed};

  const ExpectationReport report = compare_one(expected, failed_read());

  EXPECT_FALSE(report.ok);
  EXPECT_EQ("completed", report.expected);
  EXPECT_EQ("failed", report.actual);
}

TEST(Expectation, error_is_compared_by_number_and_shown_in_both_bases) {
  const Expected expected{
      .field = "error", .text = "1722", .value = scenario::ErrorValue{"1722", 1722}};

  const ExpectationReport report = compare_one(expected, failed_read());

  EXPECT_FALSE(report.ok);
  EXPECT_EQ("0x102 (258)", report.actual);
}

TEST(Expectation, count_above_its_range_does_not_hold) {
  const Expected expected{.field = "reconnects", .text = "{ max: 1 }", .value = shim::Range{0, 1}};

  EXPECT_FALSE(compare_one(expected, failed_read()).ok);
}

TEST(Expectation, count_at_the_end_of_its_range_holds) {
  const Expected expected{.field = "reconnects", .text = "{ max: 2 }", .value = shim::Range{0, 2}};

  EXPECT_TRUE(compare_one(expected, failed_read()).ok);
}

TEST(Expectation, within_holds_at_the_limit_itself) {
  const Expected expected{
      .field = "within", .text = "31s", .value = Duration(std::chrono::seconds(31))};

  EXPECT_TRUE(compare_one(expected, failed_read()).ok);
}

TEST(Expectation, within_does_not_hold_past_the_limit) {
  const Expected expected{
      .field = "within", .text = "30s", .value = Duration(std::chrono::seconds(30))};

  EXPECT_FALSE(compare_one(expected, failed_read()).ok);
}

TEST(Expectation, files_are_missing_when_none_was_received) {
  const Expected expected{.field = "files", .text = "intact", .value = std::string("intact")};

  const ExpectationReport report = compare_one(expected, failed_read());

  EXPECT_FALSE(report.ok);
  EXPECT_EQ("missing", report.actual);
}

TEST(Expectation, step_that_never_began_does_not_hold) {
  scenario::Expectation expectation;
  expectation.steps.push_back(
      {"3", 12, {{.field = "outcome", .text = "completed", .value = Outcome::completed}}});

  const std::vector<ExpectationReport> reports =
      compare(expectation, SeenRun{.run = failed_read(), .steps = {}, .clients = {}, .rules = {}});

  ASSERT_EQ(1U, reports.size());
  EXPECT_EQ("steps.3.outcome", reports[0].field);
  EXPECT_EQ("never begun", reports[0].actual);
  EXPECT_FALSE(reports[0].ok);
}

TEST(Expectation, rule_is_held_against_how_often_it_fired) {
  scenario::Expectation expectation;
  expectation.rules.push_back(
      {"store-moves", 12, {{.field = "fired", .text = "1", .value = shim::Range{1, 1}}}});
  const std::vector<RuleReport> rules{{.id = "store-moves", .fired = 2}};

  const std::vector<ExpectationReport> reports = compare(
      expectation, SeenRun{.run = failed_read(), .steps = {}, .clients = {}, .rules = rules});

  ASSERT_EQ(1U, reports.size());
  EXPECT_EQ("2", reports[0].actual);
  EXPECT_FALSE(reports[0].ok);
}

}  // namespace
}  // namespace ripcord::run
