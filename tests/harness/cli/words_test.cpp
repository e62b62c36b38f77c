#include "harness/cli/words.hpp"

#include <gtest/gtest.h>

namespace ripcord::cli {
namespace {

TEST(ParseSeeds, takes_both_ends) {
  const auto seeds = parse_seeds("3..17");

  ASSERT_TRUE(seeds);
  EXPECT_EQ(3U, seeds->low);
  EXPECT_EQ(17U, seeds->high);
}

TEST(ParseSeeds, takes_a_single_seed) { EXPECT_EQ(7U, parse_seeds("7")->high); }

TEST(ParseSeeds, takes_the_largest_seed) { EXPECT_TRUE(parse_seeds("18446744073709551615")); }

TEST(ParseSeeds, refuses_one_more_than_the_largest) {
  EXPECT_FALSE(parse_seeds("18446744073709551616"));
}

TEST(ParseSeeds, refuses_a_range_that_ends_before_it_begins) {
  EXPECT_EQ("`2..1` ends before it begins", parse_seeds("2..1").error().text);
}

TEST(ParseSeeds, refuses_an_open_end) { EXPECT_FALSE(parse_seeds("1..")); }

TEST(ParseSeeds, refuses_a_negative_seed) { EXPECT_FALSE(parse_seeds("-1")); }

TEST(ParseSeed, points_to_the_option_for_ranges) {
  EXPECT_EQ("`1..2` is not a seed such as 7; a range is --seeds 1..100",
            parse_seed("1..2").error().text);
}

TEST(ParseShard, takes_index_and_count) {
  const auto shard = parse_shard("2/3");

  ASSERT_TRUE(shard);
  EXPECT_EQ(2U, shard->index);
  EXPECT_EQ(3U, shard->count);
}

TEST(ParseShard, counts_from_one) { EXPECT_FALSE(parse_shard("0/3")); }

TEST(ParseShard, refuses_an_index_past_the_count) { EXPECT_FALSE(parse_shard("4/3")); }

TEST(ParseShard, refuses_a_lone_number) { EXPECT_FALSE(parse_shard("2")); }

TEST(ParseJobs, refuses_none) { EXPECT_FALSE(parse_jobs("0")); }

TEST(ParseJobs, takes_as_many_as_its_limit) { EXPECT_EQ(1024U, *parse_jobs("1024")); }

TEST(ParseJobs, refuses_more_than_its_limit) { EXPECT_FALSE(parse_jobs("1025")); }

TEST(ParseKeep, suggests_the_nearest_word) {
  EXPECT_EQ("`failure` is not one of all, failures, none; did you mean `failures`?",
            parse_keep("failure").error().text);
}

TEST(ParseReporter, tells_a_planned_word_from_a_wrong_one) {
  EXPECT_EQ("`html` is not one of table, lines, json, junit, md, tap, github, none",
            parse_reporter("html").error().text);
}

}  // namespace
}  // namespace ripcord::cli
