#include "harness/diagram/diagram.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <string>
#include <vector>

namespace ripcord::diagram {
namespace {

using testing::ElementsAre;
using trace::What;

constexpr std::array<Byte, 4> bytes{1, 2, 3, 4};

class DrawTest : public testing::Test {
 protected:
  DrawTest() {
    legend_.pdus = {"request"};
    legend_.interfaces = {{.name = "backup", .operations = {"BackupRead"}}};
    legend_.rules = {{.id = "cut", .kind = "drop", .line = 12, .digest = 1}};
    connection_ = log_.add_connection(log_.intern("ntbackup"), log_.intern("store"));
  }

  void note(What what, std::uint16_t rule = trace::no_rule) {
    log_.append({.connection = connection_, .rule = rule, .what = what});
  }
  void request() {
    log_.append(
        {.connection = connection_, .interface = 0, .operation = 0, .what = What::unit, .pdu = 0},
        bytes);
  }
  void verb(trace::Verb verb) {
    log_.append({.connection = connection_, .rule = 0, .what = What::verb, .verb = verb});
  }
  void delivered() {
    log_.append({.connection = connection_, .length = 4, .what = What::delivered});
  }
  void happening(std::string_view event, trace::NameId client, trace::NameId service) {
    log_.happening(Time{},
                   {.event = log_.intern(event),
                    .client = client,
                    .service = service,
                    .interface = 0,
                    .operation = 0,
                    .status = client == trace::no_name ? 0U : 1722U,
                    .about = log_.intern("priv.edb")});
  }
  Row last() const { return draw(log_).rows.back(); }

  static constexpr std::size_t client_lane = 0;
  static constexpr std::size_t shim_lane = 1;
  static constexpr std::size_t service_lane = 2;

  trace::Legend legend_;
  trace::Log log_{legend_};
  std::uint32_t connection_ = 0;
};

TEST_F(DrawTest, has_clients_left_of_the_shim_and_services_right_of_it) {
  note(What::connect_requested);

  std::vector<std::string> names;
  for (const Lane& lane : draw(log_).lanes) names.push_back(lane.name);
  EXPECT_THAT(names, ElementsAre("ntbackup", "shim", "store"));
}

TEST_F(DrawTest, lets_a_unit_that_no_rule_strikes_cross_the_shim) {
  request();
  delivered();

  EXPECT_EQ("BackupRead request", last().label);
  EXPECT_EQ(client_lane, last().from);
  EXPECT_EQ(service_lane, last().to);
}

TEST_F(DrawTest, lets_a_dropped_unit_come_as_far_as_the_shim) {
  request();
  note(What::fired, 0);
  verb(trace::Verb::drop);

  EXPECT_EQ(shim_lane, last().to);
  EXPECT_EQ(Look::dropped, last().look);
  EXPECT_EQ("cut: drop", last().rule);
}

TEST_F(DrawTest, shows_when_a_delayed_unit_leaves) {
  request();
  note(What::fired, 0);
  verb(trace::Verb::forward_after);
  delivered();

  EXPECT_EQ(shim_lane, last().from);
  EXPECT_EQ(service_lane, last().to);
  EXPECT_EQ(Look::delayed, last().look);
}

TEST_F(DrawTest, shows_what_a_rule_sends_as_sent_by_nobody) {
  verb(trace::Verb::inject);
  delivered();

  EXPECT_EQ(shim_lane, last().from);
  EXPECT_EQ(Look::injected, last().look);
}

TEST_F(DrawTest, shows_a_reset_by_a_rule_at_who_gets_it) {
  verb(trace::Verb::reset);
  note(What::reset);

  EXPECT_EQ(Look::ended, last().look);
  EXPECT_EQ(service_lane, last().to);
}

TEST_F(DrawTest, shows_a_refused_connect_with_its_port) {
  note(What::connect_requested);
  note(What::connect_refused);

  EXPECT_EQ(Look::refused, last().look);
  EXPECT_EQ("connect to port 135", last().label);
}

TEST_F(DrawTest, says_that_a_connect_goes_where_its_service_was) {
  const trace::Log::Port place{.service = log_.intern("store"), .port = 135};
  log_.listener(Time{}, place, trace::Log::Change::opened);
  log_.listener(Time{}, place, trace::Log::Change::closed);
  note(What::connect_requested);

  EXPECT_EQ("connect to port 135, where it no longer listens", last().label);
}

TEST_F(DrawTest, lets_a_connect_that_a_rule_refuses_come_as_far_as_the_shim) {
  note(What::connect_requested);
  note(What::connect_refused, 0);

  EXPECT_EQ(shim_lane, last().to);
}

TEST_F(DrawTest, notes_what_a_service_does_with_a_file) {
  note(What::connect_requested);
  happening("file_closed", trace::no_name, log_.intern("store"));

  EXPECT_EQ(service_lane, last().from);
  EXPECT_EQ("closes priv.edb", last().label);
}

TEST_F(DrawTest, notes_a_call_that_failed_at_its_client) {
  note(What::connect_requested);
  happening("call_finished", log_.intern("ntbackup"), trace::no_name);

  EXPECT_EQ(client_lane, last().from);
  EXPECT_EQ("BackupRead: error 1722", last().label);
}

TEST_F(DrawTest, tells_a_change_of_the_world_with_what_it_changed) {
  log_.append({.rule = 0, .what = What::fired});
  log_.action(Time{}, {.rule = 0, .verb = "move", .object = "store", .value = 49153});

  EXPECT_EQ(Row::Kind::world, last().kind);
  EXPECT_EQ("cut: drop store 49153", last().label);
}

TEST_F(DrawTest, concludes_behind_the_last_failure_of_the_operation_that_broke) {
  note(What::connect_requested);
  happening("call_finished", log_.intern("ntbackup"), trace::no_name);
  request();

  const Diagram diagram = draw(log_, {.text = "error 258", .operation = "BackupRead"});

  ASSERT_EQ(4U, diagram.rows.size());
  EXPECT_EQ("gives up: error 258", diagram.rows[2].label);
}

TEST_F(DrawTest, says_how_many_rows_it_had_no_room_for) {
  for (std::size_t i = 0; i <= rows_max; ++i) {
    connection_ = log_.add_connection(log_.intern("c" + std::to_string(i)), log_.intern("s"));
    request();
  }

  EXPECT_EQ(1U, draw(log_).left_out);
}

}  // namespace
}  // namespace ripcord::diagram
