#include "harness/compare/trial_text.hpp"

#include <gtest/gtest.h>

namespace ripcord::compare {
namespace {

TEST(TrialText, has_a_line_for_each_thing) {
  const Trial trial{.standing = Standing::ended_as_expected,
                    .ending = "failed, BackupRead",
                    .values = {{"wall", 1.5}, {"response_p50(echo.AddOne)", 20}}};

  EXPECT_EQ(
      "ripcord trial 1\n"
      "standing failed as expected\n"
      "ending failed, BackupRead\n"
      "value 20 response_p50(echo.AddOne)\n"
      "value 1.5 wall\n",
      trial_text(trial));
}

TEST(TrialText, keeps_its_lines_whatever_the_ending_says) {
  EXPECT_EQ("ripcord trial 1\nstanding completed\nending a b\n", trial_text({.ending = "a\nb"}));
}

TEST(ParseTrial, reads_what_was_written) {
  const Trial trial{.standing = Standing::failed,
                    .ending = "hung; within: expected 1s, was 30s",
                    .values = {{"wall", 0.1}, {"name with blanks", 1e12}}};

  const std::optional<Trial> read = parse_trial(trial_text(trial));

  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(trial.standing, read->standing);
  EXPECT_EQ(trial.ending, read->ending);
  EXPECT_EQ(trial.values, read->values);
}

TEST(ParseTrial, refuses_what_a_trial_does_not_say) {
  EXPECT_FALSE(parse_trial("").has_value());
  EXPECT_FALSE(parse_trial("hello\n").has_value());
  EXPECT_FALSE(parse_trial("ripcord trial 2\n").has_value());
  EXPECT_FALSE(parse_trial("ripcord trial 1\nstanding well\n").has_value());
  EXPECT_FALSE(parse_trial("ripcord trial 1\nvalue x wall\n").has_value());
  EXPECT_FALSE(parse_trial("ripcord trial 1\nvalue -1 wall\n").has_value());
  EXPECT_FALSE(parse_trial("ripcord trial 1\nvalue nan wall\n").has_value());
  EXPECT_FALSE(parse_trial("ripcord trial 1\nvalue  wall\n").has_value());
  EXPECT_FALSE(parse_trial("ripcord trial 1\nwarning\n").has_value());
}

}  // namespace
}  // namespace ripcord::compare
