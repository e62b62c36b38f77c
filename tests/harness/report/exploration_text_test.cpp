#include "harness/report/exploration_text.hpp"

#include <gmock/gmock.h>

#include <string>

namespace ripcord::report {
namespace {

using testing::HasSubstr;
using testing::Not;

/// The second of two parts, which found that somebody does not recover.
ExplorationRecord second_part() {
  return {
      .scenario = "shop<b>.yaml",
      .variant = "base",
      .seed = 3,
      .part_count = 2,
      .parts = {2},
      .points = 20,
      .runs = 11,
      .failed_runs = 2,
      .levels = {{.depth = 1, .planned = 10, .played = 10, .represented = 5}},
      .findings = {{.signature = "recovery after reset", .runs = 2, .replay = "replays/1.json"}},
      .coverage = {{.kind = "reset", .point = PointClass::request, .played = 10}}};
}

TEST(ExplorationText, names_what_was_explored) {
  EXPECT_THAT(exploration_text(second_part(), Colours::off),
              HasSubstr("shop<b>.yaml [base] seed 3: 20 points, 11 runs"));
}

TEST(ExplorationText, says_which_parts_are_missing) {
  EXPECT_THAT(exploration_text(second_part(), Colours::off),
              HasSubstr("parts 1 of 2 are not in here"));
}

TEST(ExplorationText, names_the_replay_of_what_broke) {
  EXPECT_THAT(exploration_text(second_part(), Colours::off), HasSubstr("replays/1.json"));
}

TEST(ExplorationText, says_that_nothing_broke) {
  ExplorationRecord sound = second_part();
  sound.findings.clear();

  EXPECT_THAT(exploration_text(sound, Colours::off), HasSubstr("no violation"));
}

TEST(ExplorationHtml, escapes_the_names_of_scenarios) {
  EXPECT_THAT(exploration_html(second_part()), HasSubstr("shop&lt;b&gt;.yaml"));
  EXPECT_THAT(exploration_html(second_part()), Not(HasSubstr("<b>")));
}

TEST(ExplorationMarkdown, escapes_the_names_of_scenarios) {
  EXPECT_THAT(exploration_markdown(second_part()), HasSubstr("## shop\\<b\\>.yaml \\[base\\]"));
}

}  // namespace
}  // namespace ripcord::report
