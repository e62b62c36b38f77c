#include "harness/diagram/tale.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ripcord::diagram {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

Diagram story_of(std::vector<Row> rows) {
  return {.lanes = {{.name = "ntbackup", .kind = Lane::Kind::client},
                    {.name = "shim", .kind = Lane::Kind::shim},
                    {.name = "store", .kind = Lane::Kind::service}},
          .rows = std::move(rows)};
}

const Row plain{.to = 2, .label = "bind"};
const Row moved{.kind = Row::Kind::world, .label = "moves: move_endpoint store 49153"};
const Row refused{.look = Look::refused, .to = 2, .label = "connect to port 49152", .count = 31};
const Row gave_up{.kind = Row::Kind::note, .look = Look::failed, .label = "gives up: error 258"};

TEST(Tale, tells_everything_where_there_is_room) {
  EXPECT_EQ(2U, tale(story_of({plain, moved}), 2).size());
}

TEST(Tale, leaves_out_what_is_plain_where_there_is_not) {
  EXPECT_THAT(tale(story_of({plain, moved, plain, gave_up}), 2),
              ElementsAre(HasSubstr("rule moves"), HasSubstr("gives up")));
}

TEST(Tale, says_what_became_of_a_connect_and_how_often) {
  EXPECT_THAT(
      tale(story_of({refused}), 1),
      ElementsAre(HasSubstr("ntbackup to store: connect to port 49152, and is refused, 31 times")));
}

TEST(Tale, lets_a_client_speak_for_itself) {
  EXPECT_THAT(tale(story_of({gave_up}), 1), ElementsAre(HasSubstr("ntbackup gives up")));
}

TEST(Tale, is_never_longer_than_it_may_be) {
  EXPECT_EQ(3U, tale(story_of(std::vector<Row>(9, moved)), 3).size());
}

}  // namespace
}  // namespace ripcord::diagram
