#include "harness/explore/confirmation.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace ripcord::explore {
namespace {

Violation broken(const char* signature) {
  return {.oracle = signature, .reason = "", .signature = signature};
}

const std::vector<Violation> hangs{broken("hang")};
const std::vector<Violation> nothing;

/// Plays that break one thing after the other, and nothing once these are over.
Confirmation::Again plays(std::vector<std::vector<Violation>> outcomes) {
  return [outcomes = std::move(outcomes), next = std::size_t{0}](const Schedule&) mutable {
    return next < outcomes.size() ? outcomes[next++] : std::vector<Violation>();
  };
}

TEST(Confirmation, believes_what_fails_a_second_time) {
  Confirmation confirmation(plays({hangs}));

  EXPECT_EQ(1U, confirmation.believed({}, hangs).size());

  ASSERT_EQ(1U, confirmation.confirmed().size());
  EXPECT_EQ(2U, confirmation.confirmed()[0].failures);
  EXPECT_EQ(2U, confirmation.confirmed()[0].plays);
}

TEST(Confirmation, believes_what_fails_two_times_of_three) {
  Confirmation confirmation(plays({nothing, hangs}));

  EXPECT_EQ(1U, confirmation.believed({}, hangs).size());

  EXPECT_EQ(2U, confirmation.confirmed("hang")->failures);
  EXPECT_EQ(3U, confirmation.confirmed("hang")->plays);
}

TEST(Confirmation, doubts_what_fails_once_of_three_and_keeps_it) {
  Confirmation confirmation(plays({nothing, nothing, hangs}));

  EXPECT_TRUE(confirmation.believed({}, hangs).empty());

  ASSERT_EQ(1U, confirmation.doubtful().size());
  EXPECT_EQ(1U, confirmation.doubtful()[0].failures);
  EXPECT_EQ(3U, confirmation.doubtful()[0].plays);
}

TEST(Confirmation, doubts_what_fails_in_another_way_each_time) {
  Confirmation confirmation(plays({{broken("crash")}, {broken("wrong")}}));

  EXPECT_TRUE(confirmation.believed({}, hangs).empty());
}

TEST(Confirmation, plays_nothing_again_for_a_signature_that_is_confirmed) {
  Confirmation confirmation(plays({hangs}));
  ASSERT_EQ(1U, confirmation.believed({}, hangs).size());

  EXPECT_EQ(1U, confirmation.believed({}, hangs).size());

  EXPECT_EQ(1U, confirmation.plays());
}

TEST(Confirmation, tries_a_signature_that_is_in_doubt_with_the_next_schedule) {
  Confirmation confirmation(plays({nothing, nothing, hangs}));
  ASSERT_TRUE(confirmation.believed({}, hangs).empty());

  EXPECT_EQ(1U, confirmation.believed({}, hangs).size());
}

TEST(Confirmation, decides_upon_several_failures_of_a_schedule_by_the_same_plays) {
  const std::vector<Violation> both{broken("hang"), broken("crash")};
  Confirmation confirmation(plays({{broken("crash")}, {}}));

  const std::vector<Violation> believed = confirmation.believed({}, both);

  ASSERT_EQ(1U, believed.size());
  EXPECT_EQ("crash", believed[0].signature);
  EXPECT_EQ(2U, confirmation.plays());
}

TEST(Confirmation, plays_nothing_where_nothing_broke) {
  Confirmation confirmation(plays({hangs}));

  EXPECT_TRUE(confirmation.believed({}, nothing).empty());

  EXPECT_EQ(0U, confirmation.plays());
}

TEST(Confirmation, counts_what_is_in_doubt_beyond_its_limit) {
  Confirmation confirmation(plays({}));

  for (std::size_t i = 0; i <= Confirmation::doubtful_max; ++i)
    EXPECT_TRUE(confirmation.believed({}, hangs).empty());

  EXPECT_EQ(Confirmation::doubtful_max, confirmation.doubtful().size());
  EXPECT_EQ(1U, confirmation.doubtful_beyond_limit());
}

}  // namespace
}  // namespace ripcord::explore
