#include "tests/transports/sim/network_fixture.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>

namespace ripcord::sim {
namespace {

using namespace std::chrono_literals;

class CutTest : public NetworkTest {};

TEST_F(CutTest, a_cut_host_receives_nothing) {
  build({});
  establish();
  group_.spawn(note_arrivals(*server_));

  network_->cut("server");
  group_.spawn(write(*client_, 10));
  runtime_.run_until_idle();

  EXPECT_TRUE(arrivals_.empty());
}

TEST_F(CutTest, a_cut_host_sends_nothing) {
  build({});
  establish();
  group_.spawn(note_arrivals(*server_));

  network_->cut("client");
  group_.spawn(write(*client_, 10));
  runtime_.run_until_idle();

  EXPECT_TRUE(arrivals_.empty());
}

TEST_F(CutTest, what_a_cut_held_arrives_when_it_is_healed) {
  build({.latency = {5ms, 5ms}});
  establish();
  group_.spawn(note_arrivals(*server_));
  network_->cut("server");
  group_.spawn(write(*client_, 10));
  runtime_.run_until_idle();

  network_->heal("server");
  runtime_.run_until_idle();

  // Sent at 10 ms, held at 15 ms, which is when the world came to rest and was healed.
  EXPECT_THAT(arrivals_, testing::ElementsAre(Arrival{Time(20ms), 10}));
}

TEST_F(CutTest, a_connection_is_cut_until_both_its_hosts_are_healed) {
  build({});
  establish();
  group_.spawn(note_arrivals(*server_));
  network_->cut("server");
  network_->cut("client");
  group_.spawn(write(*client_, 10));
  runtime_.run_until_idle();

  network_->heal("server");
  runtime_.run_until_idle();

  EXPECT_TRUE(arrivals_.empty());
}

TEST_F(CutTest, nobody_is_told_of_an_abort_behind_a_cut) {
  build({});
  establish();
  group_.spawn(note_arrivals(*client_));
  network_->cut("server");

  server_->abort();
  runtime_.run_until_idle();

  EXPECT_EQ(ErrorCode(), read_error_);
}

TEST_F(CutTest, a_connect_into_a_black_hole_waits_for_its_deadline) {
  build({});
  network_->cut("server");

  connect(Time(30s));
  runtime_.run_until_idle();

  EXPECT_EQ(io::errc::timed_out, connect_error_);
  EXPECT_EQ(Time(30s), connected_at_);
}

TEST_F(CutTest, a_connect_into_a_black_hole_waits_for_ever_without_a_deadline) {
  build({});
  network_->cut("server");

  connect();
  runtime_.run_until_idle();

  EXPECT_EQ(1U, group_.size());
}

TEST_F(CutTest, a_connect_goes_on_when_the_cut_is_healed) {
  build({});
  network_->cut("server");
  connect();
  runtime_.run_until_idle();

  network_->heal("server");
  runtime_.run_until_idle();

  EXPECT_NE(nullptr, client_);
}

}  // namespace
}  // namespace ripcord::sim
