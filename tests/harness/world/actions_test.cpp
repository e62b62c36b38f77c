// Every action does to a small world what its page says.
#include "tests/harness/world/small_world.hpp"
#include "transports/io/errors.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <vector>

namespace ripcord::world {
namespace {

using std::chrono::seconds;

constexpr std::uint16_t mapper_port = 135;
/// EPT_S_NOT_REGISTERED.
constexpr std::uint32_t not_registered = 1753;
/// More than any answer or FIN needs to arrive.
constexpr Duration a_while = seconds(1);

std::vector<std::string> found_at(std::uint16_t port) { return {"port " + std::to_string(port)}; }

TEST(MoveEndpoint, leaves_a_port_that_refuses_and_listens_on_another) {
  SmallWorld small("move_endpoint: {}");
  const std::uint16_t before = small.store().port();

  small.act();

  EXPECT_NE(before, small.store().port());
  EXPECT_EQ(io::errc::connection_refused, small.dial(before).error());
  EXPECT_TRUE(small.dial(small.store().port()).has_value());
}

TEST(MoveEndpoint, tells_the_mapper_of_the_new_port) {
  SmallWorld small("move_endpoint: {}");

  small.act();

  EXPECT_EQ(found_at(small.store().port()), small.map().found);
}

TEST(MoveEndpoint, with_a_stale_mapping_leaves_the_mapper_with_the_old_port) {
  SmallWorld small("move_endpoint: { mapping: stale }");
  const std::uint16_t before = small.store().port();

  small.act();

  EXPECT_EQ(found_at(before), small.map().found);
}

TEST(MoveEndpoint, lets_established_connections_go_on) {
  SmallWorld small("move_endpoint: {}");
  ASSERT_EQ(Outcome::completed, small.back_up().outcome);
  ASSERT_EQ(1U, small.world().open_connections());

  small.act();
  small.pass(a_while);

  EXPECT_EQ(1U, small.world().open_connections());
}

TEST(MoveEndpoint, is_undone_after_its_time) {
  SmallWorld small("move_endpoint: { for: 5s }");
  const std::uint16_t before = small.store().port();

  small.act();
  small.pass(seconds(6));

  EXPECT_EQ(before, small.store().port());
  EXPECT_EQ(found_at(before), small.map().found);
}

TEST(RestartService, listens_on_the_same_port) {
  SmallWorld small("restart_service: {}");
  const std::uint16_t before = small.store().port();

  small.act();

  EXPECT_EQ(before, small.store().port());
  EXPECT_TRUE(small.dial(before).has_value());
}

TEST(RestartService, ends_the_connections_of_the_old_process) {
  SmallWorld small("restart_service: {}");
  ASSERT_EQ(Outcome::completed, small.back_up().outcome);

  small.act();
  small.pass(a_while);

  EXPECT_EQ(0U, small.world().open_connections());
}

TEST(StopService, leaves_a_port_that_refuses_and_no_registration) {
  SmallWorld small("stop_service: {}");
  const std::uint16_t before = small.store().port();

  small.act();

  EXPECT_EQ(0U, small.store().port());
  EXPECT_EQ(io::errc::connection_refused, small.dial(before).error());
  EXPECT_EQ(not_registered, small.map().error);
}

TEST(StopService, with_a_stale_mapping_is_still_handed_out) {
  SmallWorld small("stop_service: { mapping: stale }");
  const std::uint16_t before = small.store().port();

  small.act();

  EXPECT_EQ(found_at(before), small.map().found);
}

TEST(StopService, comes_back_to_its_port_after_its_time) {
  SmallWorld small("stop_service: { for: 5s }");
  const std::uint16_t before = small.store().port();

  small.act();
  small.pass(seconds(6));

  EXPECT_EQ(before, small.store().port());
  EXPECT_TRUE(small.dial(before).has_value());
}

TEST(TakeOverPort, moves_the_service_and_lets_another_answer_at_its_old_port) {
  SmallWorld small("take_over_port: {}");
  const std::uint16_t before = small.store().port();

  small.act();

  EXPECT_NE(before, small.store().port());
  EXPECT_TRUE(small.dial(before).has_value());
  EXPECT_EQ(found_at(small.store().port()), small.map().found);
}

TEST(TakeOverPort, by_somebody_full_leaves_a_port_that_answers_nobody) {
  SmallWorld small("take_over_port: { by: full }");
  const std::uint16_t before = small.store().port();

  small.act();

  EXPECT_EQ(io::errc::timed_out, small.dial(before).error());
  EXPECT_EQ(found_at(small.store().port()), small.map().found);
}

TEST(RestartMapper, forgets_every_registration) {
  SmallWorld small("restart_mapper: {}");

  small.act();

  EXPECT_EQ(not_registered, small.map().error);
  EXPECT_TRUE(small.dial(small.store().port()).has_value());
}

TEST(StopMapper, leaves_the_mapper_port_refusing) {
  SmallWorld small("stop_mapper: {}");

  small.act();

  EXPECT_EQ(io::errc::connection_refused, small.dial(mapper_port).error());
  EXPECT_TRUE(small.dial(small.store().port()).has_value());
}

TEST(StopMapper, keeps_what_it_knew_for_when_it_is_back) {
  SmallWorld small("stop_mapper: { for: 5s }");

  small.act();
  small.pass(seconds(6));

  EXPECT_EQ(found_at(small.store().port()), small.map().found);
}

TEST(CutHost, leaves_a_connect_without_any_answer) {
  SmallWorld small("cut_host: {}");

  small.act();

  EXPECT_EQ(io::errc::timed_out, small.dial(small.store().port()).error());
}

TEST(CutHost, is_healed_after_its_time) {
  SmallWorld small("cut_host: { for: 5s }");

  small.act();
  small.pass(seconds(6));

  EXPECT_TRUE(small.dial(small.store().port()).has_value());
}

}  // namespace
}  // namespace ripcord::world
