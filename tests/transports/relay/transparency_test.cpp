#include "tests/transports/relay/relay_fixture.hpp"

#include <gtest/gtest.h>

namespace ripcord::relay {
namespace {

using namespace std::chrono_literals;

const Bytes ask = toy::question({.operation = 1, .stub = {1, 2, 3}});
const Bytes reply = toy::answer({.operation = 1, .stub = {4, 5}});

class Transparency : public RelayTest {};

TEST_F(Transparency, carries_bytes_both_ways) {
  build({});
  establish();
  hear_both();

  client_sends(ask);
  server_sends(reply);
  run();

  EXPECT_EQ(ask, at_server_.bytes);
  EXPECT_EQ(reply, at_client_.bytes);
}

TEST_F(Transparency, carries_what_is_no_unit) {
  build({});
  establish();
  hear_both();

  client_sends({'G', 'E', 'T', ' ', '/'});
  run();

  EXPECT_EQ((Bytes{'G', 'E', 'T', ' ', '/'}), at_server_.bytes);
}

TEST_F(Transparency, carries_a_bulk_in_small_segments_with_latency) {
  build({}, {.latency = {0ms, 3ms}, .segment_bytes_max = 100, .reads = sim::Reads::seeded});
  establish();
  hear_both();
  Bytes bulk;
  for (std::uint16_t i = 0; i < 50; ++i) {
    const Bytes unit = toy::answer({.call_id = i, .stub = Bytes(5000, static_cast<Byte>(i))});
    bulk.insert(bulk.end(), unit.begin(), unit.end());
  }

  server_sends(bulk);
  run();

  EXPECT_EQ(bulk, at_client_.bytes);
}

TEST_F(Transparency, passes_a_refusal_as_a_refusal) {
  build({});

  group_.spawn(connect({"server", 136}, never));
  run();

  EXPECT_EQ(io::errc::connection_refused, connect_error_);
  EXPECT_EQ(0U, relays_->size());
}

TEST_F(Transparency, passes_an_unknown_host_as_such) {
  build({});

  group_.spawn(connect({"nowhere", 135}, never));
  run();

  EXPECT_EQ(io::errc::host_unreachable, connect_error_);
}

TEST_F(Transparency, lets_a_connect_time_out) {
  build({});
  network_->cut("server");

  group_.spawn(connect({"server", 135}, Time(3s)));
  run();

  EXPECT_EQ(io::errc::timed_out, connect_error_);
  EXPECT_EQ(Time(3s), connected_at_);
}

TEST_F(Transparency, connects_in_the_time_that_the_network_takes) {
  build({}, {.latency = {5ms, 5ms}});

  establish();

  EXPECT_EQ(Time(10ms), connected_at_);
}

TEST_F(Transparency, passes_a_half_close_and_the_late_reply) {
  build({});
  establish();
  hear_both();

  client_sends(ask);
  run();
  client_->finish();
  run();
  EXPECT_EQ(io::errc::eof, at_server_.end);
  server_sends(reply);
  run();

  EXPECT_EQ(ask, at_server_.bytes);
  EXPECT_EQ(reply, at_client_.bytes);
  EXPECT_FALSE(at_client_.end);
}

TEST_F(Transparency, ends_when_both_ends_have_finished) {
  build({});
  establish();
  hear_both();

  client_->finish();
  server_->finish();
  run();

  EXPECT_EQ(io::errc::eof, at_client_.end);
  EXPECT_EQ(io::errc::eof, at_server_.end);
  EXPECT_EQ(0U, relays_->size());
}

TEST_F(Transparency, passes_the_servers_reset_behind_what_it_sent) {
  build({});
  establish();
  hear_both();

  server_sends(reply);
  run();
  server_->abort();
  run();

  EXPECT_EQ(reply, at_client_.bytes);
  EXPECT_EQ(io::errc::connection_reset, at_client_.end);
  EXPECT_EQ(0U, relays_->size());
}

TEST_F(Transparency, passes_the_clients_reset) {
  build({});
  establish();
  hear_both();

  client_->abort();
  run();

  EXPECT_EQ(io::errc::connection_reset, at_server_.end);
  EXPECT_EQ(0U, relays_->size());
}

TEST_F(Transparency, passes_a_reset_to_an_end_that_only_writes) {
  build({}, {.buffer_bytes_max = 1000});
  establish();
  group_.spawn(hear(*client_, at_client_));
  client_->abort();

  server_sends(Bytes(1'000'000, '?'));
  run();

  EXPECT_TRUE(write_error_);
  EXPECT_EQ(0U, relays_->size());
}

TEST_F(Transparency, blocks_a_sender_whose_receiver_does_not_read) {
  build({}, {.buffer_bytes_max = 1000});
  establish();

  group_.spawn(send(*client_, Bytes(1'000'000, '?')));
  run();

  EXPECT_EQ(1U, group_.size());
}

TEST_F(Transparency, lets_a_blocked_sender_go_on) {
  build({}, {.buffer_bytes_max = 1000});
  establish();
  group_.spawn(send(*client_, Bytes(1'000'000, '?')));
  run();

  group_.spawn(hear(*server_, at_server_));
  run();

  EXPECT_EQ(1'000'000U, at_server_.bytes.size());
}

TEST_F(Transparency, still_delivers_what_a_client_left_behind) {
  build({}, {.latency = {5ms, 5ms}});
  establish();
  group_.spawn(hear(*server_, at_server_));
  client_sends(ask);
  run(runtime_.now());

  client_.reset();
  run();

  EXPECT_EQ(ask, at_server_.bytes);
  EXPECT_EQ(io::errc::eof, at_server_.end);
}

TEST_F(Transparency, shows_the_client_the_addresses_of_the_real_connection) {
  build({});
  establish();

  EXPECT_EQ((io::Address{"server", 135}), client_->peer_address());
  EXPECT_EQ(server_->peer_address(), client_->local_address());
}

}  // namespace
}  // namespace ripcord::relay
