// Actions by which processes and mappers lose what they knew, while they go on.
#include "tests/harness/world/small_world.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <vector>

namespace ripcord::world {
namespace {

using std::chrono::seconds;

/// EPT_S_NOT_REGISTERED, RPC_S_UNKNOWN_IF and RPC_S_SERVER_UNAVAILABLE.
constexpr std::uint32_t not_registered = 1753;
constexpr std::uint32_t unknown_interface = 1717;
constexpr std::uint16_t mapper_port = 135;
/// More than any answer or FIN needs to arrive.
constexpr Duration a_while = seconds(1);

std::string port_text(std::uint16_t port) { return "port " + std::to_string(port); }

TEST(SwapEndpoints, exchanges_the_ports_of_two_services) {
  SmallWorld small("swap_endpoints: { with: other }");
  const std::uint16_t store = small.store().port();
  const std::uint16_t other = small.other().port();

  small.act();

  EXPECT_EQ(other, small.store().port());
  EXPECT_EQ(store, small.other().port());
}

TEST(SwapEndpoints, tells_the_mapper) {
  SmallWorld small("swap_endpoints: { with: other }");

  small.act();

  EXPECT_EQ(std::vector{port_text(small.store().port())}, small.map().found);
}

TEST(WithdrawInterface, refuses_whoever_binds) {
  SmallWorld small("withdraw_interface: {}");

  small.act();

  EXPECT_EQ(unknown_interface, small.back_up().error);
}

TEST(WithdrawInterface, is_undone_after_its_time) {
  SmallWorld small("withdraw_interface: { for: 5s }");

  small.act();
  small.pass(seconds(6));

  EXPECT_EQ(Outcome::completed, small.back_up().outcome);
}

TEST(ForgetAssociations, lets_connections_go_on) {
  SmallWorld small("forget_associations: {}");
  ASSERT_EQ(Outcome::completed, small.back_up().outcome);

  small.act();
  small.pass(a_while);

  EXPECT_EQ(1U, small.world().open_connections());
  EXPECT_EQ(Outcome::completed, small.back_up().outcome);
}

TEST(ForgetHandles, lets_connections_go_on) {
  SmallWorld small("forget_handles: {}");
  ASSERT_EQ(Outcome::completed, small.back_up().outcome);

  small.act();
  small.pass(a_while);

  EXPECT_EQ(1U, small.world().open_connections());
}

TEST(StartMapper, lets_the_mapper_listen_again) {
  SmallWorld small("start_mapper: {}");
  small.world().mapper(small.store()).stop_listening();

  small.act();

  EXPECT_TRUE(small.dial(mapper_port).has_value());
}

TEST(ForgetRegistration, leaves_a_service_that_nobody_finds) {
  SmallWorld small("forget_registration: {}");

  small.act();

  EXPECT_EQ(not_registered, small.map().error);
  EXPECT_TRUE(small.dial(small.store().port()).has_value());
}

TEST(ForgetRegistration, is_undone_after_its_time) {
  SmallWorld small("forget_registration: { for: 5s }");

  small.act();
  small.pass(seconds(6));

  EXPECT_EQ(std::vector{port_text(small.store().port())}, small.map().found);
}

TEST(KeepRegistration, lets_the_mapper_hand_out_the_dead_port_first) {
  SmallWorld small("keep_registration: {}");
  const std::uint16_t before = small.store().port();

  small.act();

  EXPECT_EQ((std::vector{port_text(before), port_text(small.store().port())}), small.map().found);
}

}  // namespace
}  // namespace ripcord::world
