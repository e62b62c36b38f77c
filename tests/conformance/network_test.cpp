#include "tests/conformance/pending.hpp"
#include "tests/conformance/stage.hpp"
#include "transports/io/errors.hpp"
#include "transports/io/runtime.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <optional>

namespace ripcord::conformance {
namespace {

using io::errc;

class NetworkConformance : public testing::TestWithParam<const char*> {
 protected:
  [[nodiscard]] std::unique_ptr<io::Listener> listen() {
    return *stage_->server().listen(stage_->server_address());
  }
  [[nodiscard]] bool run_until(const std::function<bool()>& done) {
    return stage_->run_until(done);
  }

  /// Lets it come to its end.
  template <typename PendingOperation>
  Result<std::unique_ptr<io::Stream>> result_of(PendingOperation& operation) {
    EXPECT_TRUE(run_until([&] { return operation.done(); }));
    return operation.take_result();
  }

  std::unique_ptr<NetworkStage> stage_ = make_network_stage(GetParam());
};

/// Unix sockets have no ports.
class PortConformance : public NetworkConformance {};

TEST_P(PortConformance, tells_the_port_that_was_chosen) {
  const std::unique_ptr<io::Listener> listener = listen();

  EXPECT_NE(0, listener->address().port);
}

TEST_P(NetworkConformance, two_listeners_are_not_at_one_port) {
  const std::unique_ptr<io::Listener> first = listen();

  const Result<std::unique_ptr<io::Listener>> second = stage_->server().listen(first->address());

  EXPECT_EQ(errc::address_in_use, second.error());
}

TEST_P(NetworkConformance, a_port_can_be_listened_at_again) {
  std::unique_ptr<io::Listener> first = listen();
  const io::Address address = first->address();
  first.reset();

  const Result<std::unique_ptr<io::Listener>> second = stage_->server().listen(address);

  EXPECT_EQ(address, (*second)->address());
}

TEST_P(NetworkConformance, connects_to_who_listens_before_it_is_accepted) {
  const std::unique_ptr<io::Listener> listener = listen();

  PendingConnect connect(stage_->client(), listener->address());

  EXPECT_TRUE(result_of(connect).has_value());
}

TEST_P(NetworkConformance, accepts_who_connected_before) {
  const std::unique_ptr<io::Listener> listener = listen();
  PendingConnect connect(stage_->client(), listener->address());
  const Result<std::unique_ptr<io::Stream>> client = result_of(connect);

  PendingAccept accept(*listener);
  const Result<std::unique_ptr<io::Stream>> server = result_of(accept);

  EXPECT_EQ((*client)->local_address(), (*server)->peer_address());
}

TEST_P(NetworkConformance, an_accept_waits_for_who_connects) {
  const std::unique_ptr<io::Listener> listener = listen();
  PendingAccept accept(*listener);
  EXPECT_FALSE(accept.done());

  const PendingConnect connect(stage_->client(), listener->address());

  EXPECT_TRUE(result_of(accept).has_value());
}

TEST_P(NetworkConformance, accepts_everybody) {
  const std::unique_ptr<io::Listener> listener = listen();
  const PendingConnect first_connect(stage_->client(), listener->address());
  const PendingConnect second_connect(stage_->client(), listener->address());

  PendingAccept first_accept(*listener);
  const Result<std::unique_ptr<io::Stream>> first = result_of(first_accept);
  PendingAccept second_accept(*listener);
  const Result<std::unique_ptr<io::Stream>> second = result_of(second_accept);

  EXPECT_NE((*first)->peer_address(), (*second)->peer_address());
}

TEST_P(NetworkConformance, an_accept_that_is_given_up_loses_nobody) {
  const std::unique_ptr<io::Listener> listener = listen();
  {
    const PendingAccept given_up(*listener);
  }
  const PendingConnect connect(stage_->client(), listener->address());

  PendingAccept accept(*listener);

  EXPECT_TRUE(result_of(accept).has_value());
}

TEST_P(NetworkConformance, refuses_where_nobody_listens) {
  std::unique_ptr<io::Listener> listener = listen();
  const io::Address address = listener->address();
  listener.reset();

  PendingConnect connect(stage_->client(), address);

  EXPECT_EQ(errc::connection_refused, result_of(connect).error());
}

TEST_P(NetworkConformance, a_listener_that_dies_aborts_its_accept) {
  std::unique_ptr<io::Listener> listener = listen();
  PendingAccept accept(*listener);

  listener.reset();

  EXPECT_EQ(errc::operation_aborted, result_of(accept).error());
}

TEST_P(NetworkConformance, a_listener_that_dies_resets_who_was_not_accepted) {
  std::unique_ptr<io::Listener> listener = listen();
  PendingConnect connect(stage_->client(), listener->address());
  const Result<std::unique_ptr<io::Stream>> client = result_of(connect);

  listener.reset();
  Bytes buffer(1);
  const PendingRead reading(**client, buffer);

  EXPECT_TRUE(run_until([&] { return reading.done(); }));
  EXPECT_EQ(errc::connection_reset, reading.error());
}

TEST_P(NetworkConformance, a_connection_outlives_its_listener) {
  std::unique_ptr<io::Listener> listener = listen();
  PendingConnect connect(stage_->client(), listener->address());
  PendingAccept accept(*listener);
  const Result<std::unique_ptr<io::Stream>> server = result_of(accept);
  const Result<std::unique_ptr<io::Stream>> client = result_of(connect);

  listener.reset();
  const Bytes sent(1);
  const PendingWrite writing(**client, sent);
  Bytes received(1);
  const PendingRead reading(**server, received);

  EXPECT_TRUE(run_until([&] { return reading.done(); }));
  EXPECT_EQ(1U, reading.count());
}

TEST_P(NetworkConformance, a_connect_that_nobody_answers_times_out_at_its_deadline) {
  const Time deadline = after(stage_->runtime().now(), std::chrono::milliseconds(2));

  PendingConnect connect(stage_->client(), stage_->black_hole(), deadline);

  EXPECT_EQ(errc::timed_out, result_of(connect).error());
}

TEST_P(NetworkConformance, a_connect_whose_deadline_has_passed_times_out_at_once) {
  const std::unique_ptr<io::Listener> listener = listen();

  const PendingConnect connect(stage_->client(), listener->address(), stage_->runtime().now());

  EXPECT_TRUE(connect.done());
}

TEST_P(NetworkConformance, a_connect_in_time_is_not_bothered_by_its_deadline) {
  const std::unique_ptr<io::Listener> listener = listen();
  const Time deadline = after(stage_->runtime().now(), std::chrono::hours(1));

  PendingConnect connect(stage_->client(), listener->address(), deadline);

  EXPECT_TRUE(result_of(connect).has_value());
}

TEST_P(NetworkConformance, a_connect_that_was_given_up_never_ends) {
  const std::unique_ptr<io::Listener> listener = listen();
  std::optional<PendingConnect> given_up;
  given_up.emplace(stage_->client(), listener->address());
  given_up.reset();

  PendingConnect connect(stage_->client(), listener->address());

  EXPECT_TRUE(result_of(connect).has_value());
}

TEST_P(NetworkConformance, a_connect_that_was_given_up_is_not_under_way_any_more) {
  {
    const PendingConnect given_up(stage_->client(), stage_->black_hole());
  }

  EXPECT_EQ(0U, stage_->runtime().live().connects);
}

TEST_P(NetworkConformance, a_connect_that_timed_out_is_not_under_way_any_more) {
  const Time deadline = after(stage_->runtime().now(), std::chrono::milliseconds(2));
  PendingConnect connect(stage_->client(), stage_->black_hole(), deadline);

  EXPECT_EQ(errc::timed_out, result_of(connect).error());
  EXPECT_EQ(0U, stage_->runtime().live().connects);
}

TEST_P(NetworkConformance, a_full_backlog_answers_nobody) {
  const std::unique_ptr<io::Listener> listener = listen();
  ASSERT_EQ(ErrorCode(), listener->fill_backlog());
  const Time deadline = after(stage_->runtime().now(), std::chrono::milliseconds(2));

  PendingConnect connect(stage_->client(), listener->address(), deadline);

  EXPECT_EQ(errc::timed_out, result_of(connect).error());
}

TEST_P(NetworkConformance, who_waits_in_a_backlog_that_is_filled_is_not_accepted) {
  const std::unique_ptr<io::Listener> listener = listen();
  PendingConnect connect(stage_->client(), listener->address());
  ASSERT_TRUE(result_of(connect).has_value());
  ASSERT_EQ(ErrorCode(), listener->fill_backlog());

  const PendingAccept accept(*listener);
  const PendingSleep a_while(stage_->runtime(), std::chrono::milliseconds(2));
  ASSERT_TRUE(run_until([&] { return a_while.done(); }));

  EXPECT_FALSE(accept.done());
}

TEST_P(NetworkConformance, an_accept_does_not_see_what_fills_its_backlog) {
  const std::unique_ptr<io::Listener> listener = listen();
  const PendingAccept accept(*listener);

  ASSERT_EQ(ErrorCode(), listener->fill_backlog());
  const PendingSleep a_while(stage_->runtime(), std::chrono::milliseconds(2));
  ASSERT_TRUE(run_until([&] { return a_while.done(); }));

  EXPECT_FALSE(accept.done());
}

TEST_P(NetworkConformance, a_connect_is_refused_when_the_full_backlog_dies) {
  std::unique_ptr<io::Listener> listener = listen();
  ASSERT_EQ(ErrorCode(), listener->fill_backlog());
  PendingConnect connect(stage_->client(), listener->address());

  listener.reset();

  // TCP asks again after a second.
  EXPECT_EQ(errc::connection_refused, result_of(connect).error());
}

INSTANTIATE_TEST_SUITE_P(Transports,
                         PortConformance,
                         testing::Values("sim", "sim_seeded", "tcp"),
                         transport_name);

INSTANTIATE_TEST_SUITE_P(Transports,
                         NetworkConformance,
                         testing::Values("sim", "sim_seeded", "tcp", "local"),
                         transport_name);

}  // namespace
}  // namespace ripcord::conformance
