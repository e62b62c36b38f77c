#include "harness/explore/point.hpp"

#include <gtest/gtest.h>

#include <array>
#include <string>

namespace ripcord::explore {
namespace {

using shim::Direction;

Point read_answer() {
  return {.client = "ntbackup",
          .service = "store",
          .connection = 2,
          .direction = Direction::to_client,
          .pdu = "response",
          .interface = "backup",
          .operation = "BackupRead",
          .call = 3,
          .fragment = 4};
}

Point connect_to(std::uint32_t connection) {
  return {.kind = Point::Kind::connect,
          .client = "ntbackup",
          .service = "mapper",
          .connection = connection};
}

Point file_closed() {
  return {.kind = Point::Kind::happening, .service = "store", .event = "file_closed", .call = 2};
}

TEST(Point, of_a_call_is_named_by_lane_connection_direction_pdu_operation_call_and_fragment) {
  EXPECT_EQ("ntbackup>store/2/to_client/response/backup.BackupRead/3/4/before",
            text(read_answer()));
}

TEST(Point, inside_a_unit_names_its_byte) {
  Point point = read_answer();
  point.offset = 512;

  EXPECT_EQ("ntbackup>store/2/to_client/response/backup.BackupRead/3/4/inside:512", text(point));
}

TEST(Point, outside_of_calls_is_the_k_th_of_its_pdu_type) {
  const Point bind{.client = "ntbackup", .service = "store", .connection = 1, .pdu = "bind"};

  EXPECT_EQ("ntbackup>store/1/to_server/bind/1/before", text(bind));
}

TEST(Point, of_a_connect_is_named_by_its_lane_and_number) {
  EXPECT_EQ("ntbackup>mapper/1/connect", text(connect_to(1)));
}

TEST(Point, of_a_happening_is_the_k_th_of_its_speaker) {
  EXPECT_EQ(">store/file_closed/2", text(file_closed()));
}

class PointName : public testing::TestWithParam<std::string> {};

TEST_P(PointName, reads_back) {
  const std::optional<Point> point = parse_point(GetParam());

  EXPECT_EQ(GetParam(), point ? text(*point) : "no point");
}

INSTANTIATE_TEST_SUITE_P(
    Every,
    PointName,
    testing::Values("ntbackup>store/2/to_client/response/backup.BackupRead/3/4/before",
                    "ntbackup>store/2/to_client/response/backup.7/3/4/inside:0",
                    "ntbackup>store/1/to_server/bind/1/before",
                    "ntbackup>mapper/1/connect",
                    "ntbackup>/connected/2",
                    ">store/file_closed/1"));

class NoPointName : public testing::TestWithParam<std::string> {};

TEST_P(NoPointName, is_refused) { EXPECT_FALSE(parse_point(GetParam())); }

INSTANTIATE_TEST_SUITE_P(Malformed,
                         NoPointName,
                         testing::Values("",
                                         ">",
                                         "store/file_closed/1",
                                         ">store/file_closed",
                                         ">store/file_closed/0",
                                         ">store/file_closed/1/2",
                                         "a>b/1/sideways/bind/1/before",
                                         "a>b/1/to_server/bind/1/behind",
                                         "a>b/1/to_server/bind/0/before",
                                         "a>b/1/to_server/request/BackupRead/1/1/before",
                                         "a>b/99999999999/connect"));

TEST(Point, is_selected_by_its_exact_coordinates) {
  shim::RuleSpec rule;

  select(read_answer(), rule);

  const std::vector<shim::Condition> expected{
      {.key = "client", .value = shim::Names{.words = {"ntbackup"}}},
      {.key = "service", .value = shim::Names{.words = {"store"}}},
      {.key = "connection", .value = shim::Range{.low = 2, .high = 2}},
      {.key = "direction", .value = std::string("to_client")},
      {.key = "pdu", .value = shim::Names{.words = {"response"}}},
      {.key = "interface", .value = std::string("backup")},
      {.key = "operation", .value = std::string("BackupRead")},
      {.key = "call", .value = shim::Range{.low = 3, .high = 3}},
      {.key = "fragment", .value = std::string("4")}};
  EXPECT_EQ(expected, rule.when.conditions);
}

TEST(Point, of_a_happening_is_selected_by_counting) {
  shim::RuleSpec rule;

  select(file_closed(), rule);

  EXPECT_EQ((shim::Range{.low = 2, .high = 2}), rule.counting.nth);
}

TEST(Point, that_is_missing_has_the_likest_for_its_nearest) {
  const std::array points{connect_to(1), file_closed(), connect_to(2), read_answer()};

  const std::vector<Point> nearest = nearest_points(connect_to(3), points, 2);

  EXPECT_EQ((std::vector<Point>{connect_to(1), connect_to(2)}), nearest);
}

}  // namespace
}  // namespace ripcord::explore
