#include "harness/compare/comparison.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ripcord::compare {
namespace {

using testing::ElementsAre;

Trial trial(std::map<std::string, double> values) {
  return {.ending = "completed", .values = std::move(values)};
}

std::vector<Trial> times(std::size_t count, const Trial& trial) {
  return std::vector<Trial>(count, trial);
}

const Row& row(const Comparison& comparison, std::string_view name) {
  for (const Row& row : comparison.matches.front().rows)
    if (row.metric.name == name) return row;
  static const Row none;
  ADD_FAILURE() << "no row " << name;
  return none;
}

TEST(Compare, judges_launches_by_their_pairs) {
  const Contest contest{
      .name = "echo",
      .sampled = {.a = times(20, trial({{"wall", 100}})), .b = times(20, trial({{"wall", 120}}))}};

  const Comparison comparison = compare(std::array{contest}, {});

  EXPECT_EQ(1.2, row(comparison, "wall").judgement.ratio);
  EXPECT_EQ(Verdict::regression, overall(comparison));
}

TEST(Compare, leaves_pairs_out_of_which_one_has_no_value) {
  std::vector<Trial> b = times(20, trial({{"wall", 100}}));
  b[3] = {.standing = Standing::failed, .ending = "failed"};

  const Comparison comparison = compare(
      std::array{Contest{.name = "echo",
                         .sampled = {.a = times(20, trial({{"wall", 100}})), .b = std::move(b)}}},
      {});

  EXPECT_EQ(19U, row(comparison, "wall").judgement.pairs);
}

TEST(Compare, calls_a_run_that_fails_a_regression_however_fast_it_was) {
  const Contest contest{
      .name = "echo",
      .exact = {.a = {trial({{"virtual_time", 100}})},
                .b = {{.standing = Standing::failed, .ending = "failed, BackupRead"}}}};

  const Comparison comparison = compare(std::array{contest}, {});

  EXPECT_EQ(Verdict::regression, comparison.matches.front().standing);
  EXPECT_EQ("failed, BackupRead", comparison.matches.front().b_ending);
  EXPECT_EQ(Verdict::regression, overall(comparison));
}

TEST(Compare, shows_what_one_side_has_only) {
  const Contest contest{.name = "backup",
                        .exact = {.a = {trial({{"files", 1}})},
                                  .b = {trial({{"files", 2}, {"time_to_recover", 9}})}}};

  const Comparison comparison = compare(std::array{contest}, {});

  EXPECT_EQ(std::nullopt, row(comparison, "time_to_recover").a);
  EXPECT_EQ((Spread{9, 9, 9}), row(comparison, "time_to_recover").b);
  EXPECT_EQ(Verdict::shown, row(comparison, "time_to_recover").judgement.verdict);
}

TEST(Compare, tells_the_range_of_a_side) {
  const Contest contest{
      .name = "backup",
      .exact = {.a = {trial({{"calls", 5}}), trial({{"calls", 1}}), trial({{"calls", 3}})},
                .b = {trial({{"calls", 1}}), trial({{"calls", 2}}), trial({{"calls", 2}})}}};

  const Comparison comparison = compare(std::array{contest}, {});

  EXPECT_EQ((Spread{1, 3, 5}), row(comparison, "calls").a);
}

TEST(Compare, counts_the_family_over_all_contests) {
  const Trials both{.a = times(6, trial({{"wall", 1}, {"cpu", 1}, {"retries", 0}})),
                    .b = times(6, trial({{"wall", 1}, {"cpu", 1}, {"retries", 0}}))};
  const std::array contests{Contest{.name = "one", .sampled = both},
                            Contest{.name = "two", .sampled = both}};

  EXPECT_EQ(4U, compare(contests, {}).family);
  EXPECT_EQ(4U, judged_metrics(contests, {}));
}

TEST(Compare, takes_another_threshold_for_one_metric) {
  const Trials trials{.a = {trial({{"retries", 1}})}, .b = {trial({{"retries", 2}})}};

  EXPECT_EQ(Verdict::equivalent,
            overall(compare(std::array{Contest{.name = "echo", .exact = trials}}, {})));
  EXPECT_EQ(
      Verdict::regression,
      overall(compare(std::array{Contest{.name = "echo", .exact = trials}}, {{"retries", 0.1}})));
}

TEST(Compare, takes_another_threshold_for_a_kind_of_metric) {
  const Trials trials{.a = times(6, trial({{"response_p50(echo.AddOne)", 100}})),
                      .b = times(6, trial({{"response_p50(echo.AddOne)", 110}}))};

  EXPECT_EQ(Verdict::regression,
            overall(compare(std::array{Contest{.name = "echo", .sampled = trials}}, {})));
  EXPECT_EQ(Verdict::equivalent,
            overall(compare(std::array{Contest{.name = "echo", .sampled = trials}},
                            {{"response_p50", 0.2}})));
}

TEST(Compare, judges_single_answers_in_sim_only_where_asked_to) {
  const Trials trials{.a = {trial({{"response_p50(echo.AddOne)", 100}})},
                      .b = {trial({{"response_p50(echo.AddOne)", 110}})}};

  EXPECT_EQ(Verdict::equivalent,
            overall(compare(std::array{Contest{.name = "echo", .exact = trials}}, {})));
  EXPECT_EQ(Verdict::regression,
            overall(compare(std::array{Contest{.name = "echo", .exact = trials}},
                            {{"response_p50", 0.05}})));
}

TEST(Compare, knows_metrics_of_users) {
  const Trials trials{.a = {trial({{"ops", 100}})}, .b = {trial({{"ops", 50}})}};
  const Metric ops{.name = "ops", .better = Better::higher, .threshold = 0.1};

  EXPECT_EQ(
      Verdict::regression,
      overall(compare(std::array{Contest{.name = "echo", .exact = trials}}, {}, {{"ops", ops}})));
}

TEST(Compare, has_exact_rows_first_then_by_name) {
  const Contest contest{.name = "echo",
                        .exact = {.a = {trial({{"retries", 1}, {"calls", 1}})},
                                  .b = {trial({{"retries", 1}, {"calls", 1}})}},
                        .sampled = {.a = {trial({{"cpu", 1}})}, .b = {trial({{"cpu", 1}})}}};

  const Comparison comparison = compare(std::array{contest}, {});

  std::vector<std::string> names;
  for (const Row& row : comparison.matches.front().rows) names.push_back(row.metric.name);
  EXPECT_THAT(names, ElementsAre("calls", "retries", "cpu"));
}

TEST(Overall, puts_a_doubt_before_an_improvement) {
  Comparison comparison;
  comparison.matches.resize(1);
  comparison.matches.front().rows = {{.judgement = {.verdict = Verdict::improved}},
                                     {.judgement = {.verdict = Verdict::inconclusive}}};

  EXPECT_EQ(Verdict::inconclusive, overall(comparison));
}

}  // namespace
}  // namespace ripcord::compare
