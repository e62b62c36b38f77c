// Item 13 of what a server must answer (scenarios/conformance): whatever ends a connection, its
// last PDU comes first and then the end of the stream, never a reset.
#include "harness/peers/interfaces/backup_messages.hpp"
#include "harness/stage/local_venue.hpp"
#include "harness/stage/sim_venue.hpp"
#include "harness/stage/tcp_venue.hpp"
#include "tests/conformance/far_end.hpp"
#include "transports/dcerpc/pdu.hpp"

#include <gtest/gtest.h>

#include <string>

namespace ripcord::conformance {
namespace {

/// A number that no server has given to a group.
constexpr std::uint32_t unknown_group = 0x00abcdef;

class LastWord : public testing::TestWithParam<const stage::Venue*> {
 protected:
  /// A request of one fragment that is already cancelled.
  static Bytes cancelled_request() {
    Bytes unit;
    dcerpc::encode(
        dcerpc::Request{.header = {.ptype = dcerpc::PduType::request,
                                   .pfc_flags = dcerpc::pfc::first_frag | dcerpc::pfc::last_frag |
                                                dcerpc::pfc::pending_cancel,
                                   .call_id = 2}},
        unit);
    return unit;
  }

  world::SmallWorld small_{"move_endpoint: {}", *GetParam()};
  FarEnd client_{small_, small_.store().port()};
};

TEST_P(LastWord, of_a_second_bind_is_a_bind_nak) {
  client_.bind(peers::backup_interface.id);

  EXPECT_EQ("bind_nak 0", client_.bind(peers::backup_interface.id));
  EXPECT_EQ("finish", client_.call(0, {}));
}

TEST_P(LastWord, of_a_bind_to_an_unknown_group_is_a_bind_nak) {
  EXPECT_EQ("bind_nak 0", client_.bind(peers::backup_interface.id, unknown_group));
  EXPECT_EQ("finish", client_.call(0, {}));
}

TEST_P(LastWord, of_a_cancelled_first_fragment_is_a_fault) {
  client_.bind(peers::backup_interface.id);

  EXPECT_EQ("fault 0x6bd", client_.say(cancelled_request()));
  EXPECT_EQ("finish", client_.call(0, {}));
}

INSTANTIATE_TEST_SUITE_P(Venues,
                         LastWord,
                         testing::Values(&stage::sim_venue(),
                                         &stage::tcp_venue(),
                                         &stage::local_venue()),
                         [](const testing::TestParamInfo<const stage::Venue*>& venue) {
                           return std::string(venue.param->name());
                         });

}  // namespace
}  // namespace ripcord::conformance
