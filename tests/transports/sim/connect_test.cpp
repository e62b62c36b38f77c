#include "tests/transports/sim/network_fixture.hpp"

#include <gtest/gtest.h>

#include <memory>

namespace ripcord::sim {
namespace {

using namespace std::chrono_literals;

class ConnectTest : public NetworkTest {};

TEST_F(ConnectTest, connects_in_a_round_trip) {
  build({.latency = {5ms, 5ms}});

  establish();

  EXPECT_EQ(Time(10ms), connected_at_);
}

TEST_F(ConnectTest, connects_before_anybody_accepts) {
  build({});

  connect();
  runtime_.run_until_idle();

  EXPECT_NE(nullptr, client_);
}

TEST_F(ConnectTest, refuses_where_nobody_listens_after_a_round_trip) {
  build({.latency = {5ms, 5ms}});
  listener_.reset();

  connect();
  runtime_.run_until_idle();

  EXPECT_EQ(io::errc::connection_refused, connect_error_);
  EXPECT_EQ(Time(10ms), connected_at_);
}

TEST_F(ConnectTest, does_not_reach_a_host_that_nobody_named) {
  build({});
  group_.spawn(connect_once({"nowhere", 1}, never));

  runtime_.run_until_idle();

  EXPECT_EQ(io::errc::host_unreachable, connect_error_);
}

TEST_F(ConnectTest, resets_a_connection_whose_connect_was_given_up) {
  build({.latency = {5ms, 5ms}});
  connect(Time(7ms));
  group_.spawn(accept_once());
  runtime_.run_until_idle();

  group_.spawn(note_arrivals(*server_));
  runtime_.run_until_idle();

  EXPECT_EQ(io::errc::connection_reset, read_error_);
}

TEST_F(ConnectTest, a_listener_that_dies_resets_who_was_not_accepted) {
  build({});
  connect();
  runtime_.run_until_idle();
  group_.spawn(note_arrivals(*client_));

  listener_.reset();
  runtime_.run_until_idle();

  EXPECT_EQ(io::errc::connection_reset, read_error_);
}

TEST_F(ConnectTest, has_nothing_left_alive_when_it_has_died) {
  build({.latency = {5ms, 5ms}});
  establish();
  group_.spawn(write(*client_, 10));
  connect();
  runtime_.run_until_idle({.steps = runtime_.steps() + 2});

  group_.clear();
  listener_.reset();
  client_.reset();
  server_.reset();
  network_.reset();

  EXPECT_EQ(io::LiveCounts{}, runtime_.live());
}

TEST_F(ConnectTest, one_connection_more_elsewhere_shifts_no_draw) {
  build({.seed = 5, .latency = {1ms, 100ms}});
  connect();
  runtime_.run_until_idle();
  const Time alone = connected_at_;
  Runtime other_runtime({});
  Network other_network(other_runtime, {.seed = 5, .latency = {1ms, 100ms}});
  const std::unique_ptr<io::Listener> listener =
      *other_network.host("server").listen({"server", 135});
  Time beside{};
  io::Group group(other_runtime);
  struct Connects {
    static io::Task<void> from(Network& network, std::string_view name, Time& done) {
      const Result<std::unique_ptr<io::Stream>> stream =
          co_await network.host(name).connect({"server", 135});
      done = network.runtime().now();
    }
  };
  Time ignored{};
  group.spawn(Connects::from(other_network, "somebody else", ignored));
  group.spawn(Connects::from(other_network, "client", beside));

  other_runtime.run_until_idle();

  EXPECT_EQ(alone, beside);
}

TEST_F(ConnectTest, asks_again_where_the_backlog_is_full) {
  build({.backlog_max = 1});
  connect();
  connect();
  runtime_.run_until_idle({.time = Time(500ms)});
  const std::size_t waiting = group_.size();

  group_.spawn(accept_once());
  runtime_.run_until_idle();

  EXPECT_EQ(1U, waiting);
  EXPECT_EQ(ErrorCode(), connect_error_);
  EXPECT_EQ(Time(1s), connected_at_);
}

TEST_F(ConnectTest, gives_up_where_the_backlog_stays_full) {
  build({.backlog_max = 1});
  connect();
  connect();

  runtime_.run_until_idle();

  EXPECT_EQ(io::errc::timed_out, connect_error_);
  EXPECT_EQ(Time(127s), connected_at_);
}

}  // namespace
}  // namespace ripcord::sim
