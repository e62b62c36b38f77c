#include "harness/diagram/fold.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace ripcord::diagram {
namespace {

using testing::ElementsAre;

constexpr std::int64_t millisecond = 1'000'000;

Row row(std::string label, std::int64_t time = 0) {
  return {.label = std::move(label), .time = time, .until = time};
}

/// Each row's label and count.
std::vector<std::string> shown(const std::vector<Row>& rows) {
  std::vector<std::string> all;
  for (const Row& one : rows)
    all.push_back(one.kind == Row::Kind::gap ? "gap" : one.label + "*" + std::to_string(one.count));
  return all;
}

TEST(Folded, leaves_rows_alone_that_differ) {
  EXPECT_THAT(shown(folded({row("a"), row("b")})), ElementsAre("a*1", "b*1"));
}

TEST(Folded, makes_one_of_the_same_row_again_and_again) {
  EXPECT_THAT(shown(folded({row("a"), row("a"), row("a")})), ElementsAre("a*3"));
}

TEST(Folded, makes_one_round_of_rows_that_come_in_rounds) {
  EXPECT_THAT(shown(folded({row("ask"), row("tell"), row("ask"), row("tell"), row("end")})),
              ElementsAre("ask*2", "tell*2", "end*1"));
}

TEST(Folded, counts_all_of_a_round_whose_rows_repeat_themselves) {
  EXPECT_THAT(shown(folded({row("ask"), row("tell"), row("tell"), row("ask"), row("tell")})),
              ElementsAre("ask*2", "tell*3"));
}

TEST(Folded, adds_bytes_up) {
  Row big = row("a");
  big.bytes = 100;

  EXPECT_EQ(200U, folded({big, big}).front().bytes);
}

TEST(Folded, lasts_until_the_last_one) {
  EXPECT_EQ(7, folded({row("a", 5), row("a", 7)}).front().until);
}

TEST(Folded, tells_rows_with_a_rule_from_those_without) {
  Row struck = row("a");
  struck.rule = "cut: drop";

  EXPECT_THAT(shown(folded({row("a"), struck})), ElementsAre("a*1", "a*1"));
}

TEST(Gaps, are_where_nothing_happens_for_a_second) {
  EXPECT_THAT(shown(with_gaps({row("a"), row("b", 1000 * millisecond)})),
              ElementsAre("a*1", "gap", "b*1"));
}

TEST(Gaps, are_where_nothing_happens_for_much_longer_than_usual) {
  EXPECT_THAT(shown(with_gaps({row("a"),
                               row("b", millisecond),
                               row("c", 2 * millisecond),
                               row("d", 3 * millisecond),
                               row("e", 200 * millisecond)})),
              ElementsAre("a*1", "b*1", "c*1", "d*1", "gap", "e*1"));
}

TEST(Gaps, are_not_within_a_tenth_of_a_second) {
  EXPECT_THAT(shown(with_gaps({row("a"), row("b"), row("c"), row("d", 99 * millisecond)})),
              ElementsAre("a*1", "b*1", "c*1", "d*1"));
}

}  // namespace
}  // namespace ripcord::diagram
