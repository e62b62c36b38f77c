#include "harness/report/html_page.hpp"

#include "tests/harness/report/sample_runs.hpp"
#include "transports/trace/log.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <string>

namespace ripcord::report {
namespace {

using testing::HasSubstr;
using testing::Not;

/// `result` with a trace of its header only.
run::RunResult with_trace(run::RunResult result) {
  static const trace::Legend legend;
  result.trace = std::make_unique<trace::Log>(legend);
  result.trace->run({.scenario = "s", .variant = "v", .transport = "sim", .seed = result.seed});
  return result;
}

class HtmlPageTest : public testing::Test {
 protected:
  void add(const Subject& subject, const run::RunResult& result) {
    document_.add(subject, result, {});
    if (result.trace) page_.add(subject, result, *result.trace);
  }
  std::string text() const { return page_.text(document_, Progress::complete); }
  /// Where in the page `words` stand first.
  std::size_t place(std::string_view words) const { return text().find(words); }

  Subject unpatched_ = unpatched_subject();
  Subject patched_ = patched_subject();
  ResultDocument document_{sample_heading()};
  HtmlPage page_;
};

TEST_F(HtmlPageTest, says_verdict_and_counts_without_a_script) {
  add(patched_, with_trace(passed_run(1)));

  EXPECT_THAT(text(), HasSubstr("<h1>ripcord: <span class=\"good\">passed</span></h1>"));
  EXPECT_THAT(text(), HasSubstr("1 run, <span class=\"good\">1 as expected</span>"));
}

TEST_F(HtmlPageTest, has_the_failure_text_before_the_table) {
  add(patched_, with_trace(passed_run(1)));
  add(unpatched_, with_trace(wrong_run(1)));

  EXPECT_LT(place("<pre class=\"failure\">failed: "), place("<h2>Results</h2>"));
}

TEST_F(HtmlPageTest, shows_runs_that_are_not_as_expected_before_others) {
  add(patched_, with_trace(passed_run(1)));
  add(unpatched_, with_trace(wrong_run(2)));

  EXPECT_LT(place("<details class=\"run\" open>"), place("<details class=\"run\">"));
}

TEST_F(HtmlPageTest, unfolds_what_broke_as_expected_where_nothing_else_did) {
  add(patched_, with_trace(passed_run(1)));
  add(unpatched_, with_trace(failed_as_expected(1)));

  EXPECT_LT(place("<details class=\"run\" open>"), place("<details class=\"run\">"));
}

TEST_F(HtmlPageTest, draws_no_run_without_a_trace) {
  add(patched_, passed_run(1));

  EXPECT_THAT(text(), Not(HasSubstr("<svg")));
}

TEST_F(HtmlPageTest, has_the_command_that_plays_a_run_again) {
  add(unpatched_, with_trace(wrong_run(7)));

  EXPECT_THAT(text(), HasSubstr("--seed 7"));
}

TEST_F(HtmlPageTest, lets_no_message_become_markup) {
  run::RunResult result = with_trace(wrong_run(1));
  result.ending.message = "<script>alert(1)</script>";

  add(unpatched_, result);

  EXPECT_THAT(text(), Not(HasSubstr("<script>alert")));
}

TEST_F(HtmlPageTest, allows_its_own_script_and_no_other) {
  EXPECT_THAT(text(), HasSubstr("default-src 'none'"));
  EXPECT_THAT(text(), HasSubstr("script-src 'sha256-"));
}

TEST_F(HtmlPageTest, fetches_nothing) {
  add(unpatched_, with_trace(wrong_run(1)));

  EXPECT_THAT(text(), Not(HasSubstr("src=")));
  EXPECT_THAT(text(), Not(HasSubstr("href=\"http")));
}

TEST_F(HtmlPageTest, counts_the_runs_that_it_has_no_room_for) {
  for (std::uint64_t seed = 1; seed <= HtmlPage::runs_max + 2; ++seed)
    add(patched_, with_trace(passed_run(seed)));

  EXPECT_THAT(text(), HasSubstr("<p>2 runs more have their traces"));
}

/// A run of so many calls, each a request and its answer, none like the one before.
run::RunResult busy_run(std::uint32_t calls) {
  static const trace::Legend legend = [] {
    trace::Legend all;
    all.pdus = {"request", "response"};
    all.interfaces = {{.name = "backup", .operations = {"a", "b", "c", "d", "e", "f", "g"}}};
    return all;
  }();
  run::RunResult result = passed_run(1);
  result.trace = std::make_unique<trace::Log>(legend);
  trace::Log& log = *result.trace;
  log.run({.scenario = "s", .variant = "v", .transport = "sim", .seed = 1});
  const std::uint32_t connection = log.add_connection(log.intern("c"), log.intern("s"));
  for (std::uint32_t i = 0; i < 2 * calls; ++i) {
    log.append({.time = i,
                .connection = connection,
                .length = i,
                .call_id = i / 2,
                .interface = 0,
                .operation = static_cast<std::uint16_t>(i / 2 * i % 7),
                .what = trace::What::unit,
                .direction = static_cast<std::uint8_t>(i % 2),
                .pdu = static_cast<std::uint8_t>(i % 2),
                .flags = trace::flag::last_fragment});
  }
  return result;
}

// A browser draws 60,000 elements in well under a second.
TEST_F(HtmlPageTest, has_a_bounded_number_of_elements_for_five_thousand_events) {
  add(patched_, busy_run(2'500));

  const std::string page = text();

  EXPECT_GT(60'000, std::ranges::count(page, '<') / 2);
  EXPECT_GT(4'000'000U, page.size());
}

TEST_F(HtmlPageTest, has_no_more_elements_for_ten_times_as_many) {
  add(patched_, busy_run(25'000));

  EXPECT_GT(60'000, std::ranges::count(text(), '<') / 2);
}

TEST_F(HtmlPageTest, plots_a_run_that_made_calls) {
  add(patched_, busy_run(3));

  EXPECT_THAT(text(), HasSubstr("<svg class=\"plot\""));
}

}  // namespace
}  // namespace ripcord::report
