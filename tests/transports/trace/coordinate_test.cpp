#include "transports/trace/coordinate.hpp"

#include "transports/trace/log.hpp"

#include <gtest/gtest.h>

namespace ripcord::trace {
namespace {

Legend backup_legend() {
  Legend legend;
  legend.pdus = {"request", "response", "bind"};
  legend.interfaces = {{.name = "backup", .operations = {"BackupPrepare", "", "BackupRead"}}};
  return legend;
}

class CoordinateOf : public testing::Test {
 protected:
  Coordinate read_fragment() {
    return {.client = log_.intern("ntbackup"),
            .service = log_.intern("information-store"),
            .connection = 2,
            .direction = 1,
            .pdu = 1,
            .interface = 0,
            .operation = 2,
            .call = 2,
            .fragment = 3};
  }

  Legend legend_ = backup_legend();
  Log log_{legend_};
};

TEST_F(CoordinateOf, a_fragment_names_lane_connection_direction_operation_call_and_fragment) {
  EXPECT_EQ("ntbackup>information-store/2/to_client/backup.BackupRead/2/3/before",
            coordinate_text(read_fragment(), log_));
}

TEST_F(CoordinateOf, a_strike_inside_names_its_byte) {
  Coordinate inside = read_fragment();
  inside.site = Site::inside;
  inside.offset = 512;

  EXPECT_EQ("ntbackup>information-store/2/to_client/backup.BackupRead/2/3/inside:512",
            coordinate_text(inside, log_));
}

TEST_F(CoordinateOf, an_operation_without_a_name_is_a_number) {
  Coordinate unnamed = read_fragment();
  unnamed.operation = 1;

  EXPECT_EQ("ntbackup>information-store/2/to_client/backup.1/2/3/before",
            coordinate_text(unnamed, log_));
}

TEST_F(CoordinateOf, what_belongs_to_no_call_is_named_by_its_pdu) {
  Coordinate bind = read_fragment();
  bind.operation = no_operation;
  bind.interface = no_interface;
  bind.pdu = 2;
  bind.call = 1;
  bind.fragment = 1;
  bind.direction = 0;

  EXPECT_EQ("ntbackup>information-store/2/to_server/bind/1/1/before", coordinate_text(bind, log_));
}

TEST_F(CoordinateOf, a_happening_names_its_publisher_and_its_number) {
  const Coordinate closed{
      .service = log_.intern("information-store"), .call = 1, .event = log_.intern("file_closed")};

  EXPECT_EQ(">information-store/file_closed/1", coordinate_text(closed, log_));
}

TEST_F(CoordinateOf, a_hash_leaves_the_site_out) {
  Coordinate after = read_fragment();
  after.site = Site::after;

  EXPECT_EQ(coordinate_hash(read_fragment(), log_), coordinate_hash(after, log_));
}

TEST_F(CoordinateOf, a_hash_is_the_same_in_another_log) {
  Log other(legend_);
  other.intern("some other name first");
  Coordinate there = read_fragment();
  there.client = other.intern("ntbackup");
  there.service = other.intern("information-store");

  EXPECT_EQ(coordinate_hash(read_fragment(), log_), coordinate_hash(there, other));
}

TEST_F(CoordinateOf, a_hash_is_the_same_where_more_interfaces_are_declared) {
  Legend longer = backup_legend();
  longer.interfaces.insert(longer.interfaces.begin(), {.name = "echo", .operations = {}});
  Log other(longer);
  Coordinate there = read_fragment();
  there.client = other.intern("ntbackup");
  there.service = other.intern("information-store");
  there.interface = 1;

  EXPECT_EQ(coordinate_hash(read_fragment(), log_), coordinate_hash(there, other));
}

TEST_F(CoordinateOf, neighbours_have_different_hashes) {
  Coordinate next_fragment = read_fragment();
  ++next_fragment.fragment;
  Coordinate next_call = read_fragment();
  ++next_call.call;
  Coordinate request = read_fragment();
  request.direction = 0;

  EXPECT_NE(coordinate_hash(read_fragment(), log_), coordinate_hash(next_fragment, log_));
  EXPECT_NE(coordinate_hash(read_fragment(), log_), coordinate_hash(next_call, log_));
  EXPECT_NE(coordinate_hash(read_fragment(), log_), coordinate_hash(request, log_));
}

}  // namespace
}  // namespace ripcord::trace
