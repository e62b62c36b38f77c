#include "harness/compare/stored_comparison.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <string>

namespace ripcord::compare {
namespace {

Heading heading() {
  return {.method = "commands",
          .a = "old",
          .b = "new",
          .seed = 7,
          .pairs = 20,
          .processors = {0, 3},
          .reproduce_command = "ripcord compare --a old --b new"};
}

/// One match with a row that has everything, and one that has nothing to compare.
Comparison comparison() {
  const Row sampled{.metric = {.name = "calls_per_s",
                               .unit = Unit::per_second,
                               .better = Better::higher,
                               .threshold = 0.05},
                    .a = Spread{1, 2.5, 3},
                    .b = Spread{2, 3.25, 4},
                    .judgement = {.verdict = Verdict::inconclusive,
                                  .ratio = 1.1,
                                  .interval = measures::Interval{.low = 0.9, .high = 1.3},
                                  .chance = 0.025,
                                  .pairs = 20,
                                  .pairs_needed = 60}};
  const Row from_nothing{
      .metric = {.name = "files"},
      .evidence = Evidence::exact,
      .b = Spread{1, 1, 1},
      .judgement = {.ratio = std::numeric_limits<double>::infinity(), .pairs = 1}};
  return {.matches = {{.name = "shop [base]",
                       .condition = "without faults",
                       .a = Standing::ended_as_expected,
                       .b = Standing::error,
                       .a_ending = "failed",
                       .b_ending = "crashed",
                       .standing = Verdict::regression,
                       .rows = {sampled, from_nothing}}},
          .family = 2,
          .chance = 0.01};
}

TEST(StoredComparison, is_what_was_written) {
  const std::string written = comparison_json(heading(), comparison());

  const auto read = stored_comparison(written);

  ASSERT_TRUE(read) << read.error().text;
  EXPECT_EQ(written, comparison_json(read->heading, read->comparison));
}

TEST(StoredComparison, has_the_standing_of_both_sides) {
  const auto read = stored_comparison(comparison_json(heading(), comparison()));

  ASSERT_TRUE(read);
  EXPECT_EQ(Standing::ended_as_expected, read->comparison.matches.at(0).a);
  EXPECT_EQ(Standing::error, read->comparison.matches.at(0).b);
}

TEST(StoredComparison, refuses_what_is_none) {
  EXPECT_FALSE(stored_comparison("{\"method\":\"variants\"}"));
  EXPECT_FALSE(stored_comparison("nonsense"));
}

}  // namespace
}  // namespace ripcord::compare
