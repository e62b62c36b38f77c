#include "harness/peers/interfaces/management.hpp"

#include "harness/peers/interfaces/stand_in.hpp"
#include "tests/harness/peers/direct_call.hpp"
#include "tests/support/hex.hpp"
#include "transports/dcerpc/management.hpp"

#include <gtest/gtest.h>

namespace ripcord::peers {
namespace {

class ManagementTest : public testing::Test {
 protected:
  ManagementTest() { interfaces.add(management); }

  InterfaceSet interfaces;
  ServerStatistics statistics{.calls_in = 1, .calls_out = 2, .pkts_in = 3, .pkts_out = 4};
  Management management{interfaces, statistics};
  DirectCaller caller;
};

TEST_F(ManagementTest, says_that_its_server_listens) {
  // status, then the boolean.
  EXPECT_EQ(bytes("00 00 00 00 01 00 00 00"), caller.call(management, 2, {}));
}

TEST_F(ManagementTest, does_not_stop_for_anyone) {
  EXPECT_EQ(bytes("05 00 00 00"), caller.call(management, 3, {}));
}

TEST_F(ManagementTest, lists_the_interfaces_served) {
  const Bytes answer = caller.call(management, 0, {});

  const auto out =
      dcerpc::mgmt::decode_stub<dcerpc::mgmt::InqIfIdsOut>(answer, ByteOrder::little_endian);
  EXPECT_EQ(std::vector{dcerpc::mgmt_interface}, out->if_ids);
}

TEST_F(ManagementTest, tells_four_statistics) {
  EXPECT_EQ(hex_text(bytes("04 00 00 00 04 00 00 00"
                           "01 00 00 00 02 00 00 00 03 00 00 00 04 00 00 00 00 00 00 00")),
            hex_text(caller.call(management, 1, bytes("04 00 00 00"))));
}

TEST_F(ManagementTest, refuses_room_of_zero_for_a_name) {
  caller.call(management, 4, bytes("09 00 00 00 00 00 00 00"));

  EXPECT_EQ(0x6f7U, caller.fault);
}

TEST(StandIn, answers_what_it_was_told_to) {
  StandIn stand_in(
      {.name = "thing", .id = {}, .operations = {}},
      {{.opnum = 0, .answer = scenario::ZerosAnswer{3}}, {.opnum = 2, .answer = Bytes{7, 8}}});
  DirectCaller caller;

  EXPECT_EQ((Bytes{0, 0, 0}), caller.call(stand_in, 0, {}));
  EXPECT_EQ((Bytes{7, 8}), caller.call(stand_in, 2, Bytes(5)));
}

TEST(StandIn, faults_as_it_was_told_to) {
  StandIn stand_in({.name = "thing", .id = {}, .operations = {}},
                   {{.opnum = 0, .answer = scenario::FaultAnswer{0x1c010014}}});
  DirectCaller caller;

  caller.call(stand_in, 0, {});

  EXPECT_EQ(0x1c010014U, caller.fault);
}

TEST(StandIn, faults_operations_between_those_that_it_has) {
  StandIn stand_in({.name = "thing", .id = {}, .operations = {}},
                   {{.opnum = 1, .answer = Bytes{}}});
  DirectCaller caller;

  caller.call(stand_in, 0, {});

  EXPECT_EQ(0x1c010002U, caller.fault);
  EXPECT_FALSE(caller.entered);
}

}  // namespace
}  // namespace ripcord::peers
