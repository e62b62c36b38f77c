#include "harness/scenario/world_spec.hpp"
#include "harness/stage/local_venue.hpp"
#include "harness/stage/stage.hpp"
#include "harness/stage/tcp_venue.hpp"
#include "tests/conformance/pending.hpp"
#include "transports/io/errors.hpp"
#include "transports/io/group.hpp"
#include "transports/io/timer.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <optional>

// What a world may rely on where its run is played on the kernel's sockets.
namespace ripcord::conformance {
namespace {

using io::errc;
using namespace std::chrono_literals;

constexpr stage::Limits patient{.virtual_time = 1min, .wall_time = 1min, .steps = 1'000'000};

class LiveStageConformance : public testing::TestWithParam<const stage::Venue*> {
 protected:
  static std::unique_ptr<stage::Stage> make_stage() {
    return GetParam()->stage(scenario::NetworkSpec{}, 1);
  }

  /// Lets `stage` play until one connect has ended.
  static ErrorCode connect(stage::Stage& stage, const io::Address& remote) {
    std::optional<ErrorCode> outcome;
    io::Group group(stage.runtime());
    group.spawn(connect_and_tell(stage, remote, outcome));
    EXPECT_EQ(stage::Stop::done, stage.run(patient));
    return outcome.value_or(errc::operation_aborted);
  }

  std::unique_ptr<stage::Stage> stage_ = make_stage();

 private:
  static io::Task<void> connect_and_tell(stage::Stage& stage,
                                         io::Address remote,
                                         std::optional<ErrorCode>& outcome) {
    const Result<std::unique_ptr<io::Stream>> stream =
        co_await stage.host("client").connect(remote);
    outcome = stream ? ErrorCode() : stream.error();
    stage.done();
  }
};

io::Task<void> read_for_ever(io::Listener& listener) {
  const Result<std::unique_ptr<io::Stream>> stream = co_await listener.accept();
  Bytes buffer(1);
  static_cast<void>(co_await (*stream)->read_some(buffer));
}

io::Task<void> hold_a_connection(io::Network& network, io::Address remote) {
  const Result<std::unique_ptr<io::Stream>> stream = co_await network.connect(remote);
  co_await io::sleep_until(network.runtime(), never);
}

io::Task<void> sleep_for_ever(io::Runtime& runtime) {
  for (;;) co_await io::sleep_for(runtime, 1ms);
}

TEST_P(LiveStageConformance, reaches_a_port_that_an_ordinary_user_may_not_listen_at) {
  const auto listener = stage_->host("server").listen({"", 135});

  EXPECT_EQ(ErrorCode(), connect(*stage_, stage_->address("server", 135)));
}

TEST_P(LiveStageConformance, calls_a_listener_by_the_name_of_its_host) {
  const auto listener = stage_->host("server").listen({"", 135});

  EXPECT_EQ((io::Address{"server", 135}), (*listener)->address());
}

TEST_P(LiveStageConformance, calls_who_connects_by_the_name_of_its_host) {
  const std::unique_ptr<io::Listener> listener = *stage_->host("server").listen({"", 0});
  PendingConnect connecting(stage_->host("client"), listener->address());
  PendingAccept accepting(*listener);
  ASSERT_EQ(stage::Stop::idle, stage_->run(patient));

  EXPECT_EQ("client", (*accepting.take_result())->peer_address().host);
}

TEST_P(LiveStageConformance, chooses_the_ports_that_a_simulated_host_chooses) {
  const std::unique_ptr<io::Listener> first = *stage_->host("server").listen({"", 0});
  const std::unique_ptr<io::Listener> second = *stage_->host("server").listen({"", 0});

  EXPECT_EQ(49152, first->address().port);
  EXPECT_EQ(49153, second->address().port);
}

TEST_P(LiveStageConformance, two_stages_have_the_same_port_at_once) {
  const std::unique_ptr<stage::Stage> other = make_stage();
  const auto listener = stage_->host("server").listen({"", 135});

  EXPECT_TRUE(other->host("server").listen({"", 135}).has_value());
}

TEST_P(LiveStageConformance, a_stage_does_not_reach_another) {
  const std::unique_ptr<stage::Stage> other = make_stage();
  const auto listener = other->host("server").listen({"", 135});
  stage_->host("server");

  EXPECT_EQ(errc::connection_refused, connect(*stage_, stage_->address("server", 135)));
}

TEST_P(LiveStageConformance, two_hosts_have_the_same_port_at_once) {
  const auto listener = stage_->host("a").listen({"", 135});

  EXPECT_TRUE(stage_->host("b").listen({"", 135}).has_value());
}

TEST_P(LiveStageConformance, refuses_where_nobody_listens_any_more) {
  std::unique_ptr<io::Listener> listener = *stage_->host("server").listen({"", 0});
  const io::Address address = listener->address();
  listener.reset();

  EXPECT_EQ(errc::connection_refused, connect(*stage_, address));
}

TEST_P(LiveStageConformance, does_not_reach_a_host_that_is_not_there) {
  EXPECT_EQ(errc::host_unreachable, connect(*stage_, {"nobody", 135}));
}

TEST_P(LiveStageConformance, is_idle_when_both_ends_of_a_connection_wait) {
  const std::unique_ptr<io::Listener> listener = *stage_->host("server").listen({"", 0});
  io::Group group(stage_->runtime());
  group.spawn(read_for_ever(*listener));
  group.spawn(hold_a_connection(stage_->host("client"), listener->address()));

  EXPECT_EQ(stage::Stop::idle, stage_->run(patient));
}

TEST_P(LiveStageConformance, is_idle_while_nobody_answers_a_connect) {
  const std::unique_ptr<io::Listener> black_hole = stage_->host("client").black_hole();
  const PendingConnect connect(stage_->host("client"), black_hole->address());

  EXPECT_EQ(stage::Stop::idle, stage_->run(patient));
  EXPECT_FALSE(connect.done());
}

TEST_P(LiveStageConformance, is_not_idle_while_a_connect_may_find_that_the_silent_one_has_gone) {
  std::unique_ptr<io::Listener> black_hole = stage_->host("client").black_hole();
  const PendingConnect connect(stage_->host("client"), black_hole->address());
  ASSERT_EQ(stage::Stop::idle, stage_->run(patient));

  black_hole.reset();
  EXPECT_EQ(stage::Stop::idle, stage_->run(patient));

  EXPECT_TRUE(connect.done());
}

TEST_P(LiveStageConformance, a_host_has_a_black_hole_for_each_who_asks) {
  const std::unique_ptr<io::Listener> first = stage_->host("client").black_hole();
  const std::unique_ptr<io::Listener> second = stage_->host("client").black_hole();

  EXPECT_NE(first->address(), second->address());
}

TEST_P(LiveStageConformance, is_not_idle_while_somebody_sleeps) {
  io::Group group(stage_->runtime());
  group.spawn(sleep_for_ever(stage_->runtime()));

  EXPECT_EQ(stage::Stop::time_limit,
            stage_->run({.virtual_time = 1min, .wall_time = 1s, .steps = 1'000'000}));
}

TEST_P(LiveStageConformance, stops_at_the_shorter_of_its_limits_of_time) {
  io::Group group(stage_->runtime());
  group.spawn(sleep_for_ever(stage_->runtime()));

  EXPECT_EQ(stage::Stop::time_limit,
            stage_->run({.virtual_time = 1ms, .wall_time = 1min, .steps = 1'000'000}));
}

TEST_P(LiveStageConformance, stops_at_its_limit_of_steps) {
  io::Group group(stage_->runtime());
  group.spawn(sleep_for_ever(stage_->runtime()));

  EXPECT_EQ(stage::Stop::step_limit,
            stage_->run({.virtual_time = 1min, .wall_time = 1min, .steps = 10}));
}

/// Unix sockets have no wire that could be cut.
class CutConformance : public LiveStageConformance {
 protected:
  void SetUp() override {
    ASSERT_EQ(stage::Stop::idle, stage_->run(patient));
    near_ = *connecting_.take_result();
    far_ = *accepting_.take_result();
    ASSERT_TRUE(stage_->cut("server"));
  }

  std::unique_ptr<io::Listener> listener_ = *stage_->host("server").listen({"", 0});
  PendingConnect connecting_{stage_->host("client"), listener_->address()};
  PendingAccept accepting_{*listener_};
  std::unique_ptr<io::Stream> near_;
  std::unique_ptr<io::Stream> far_;
  Bytes sent_ = Bytes(1);
  Bytes received_ = Bytes(1);
};

TEST_P(CutConformance, nothing_reaches_a_host_that_is_cut_off) {
  const PendingRead reading(*far_, received_);
  const PendingWrite writing(*near_, sent_);

  EXPECT_EQ(stage::Stop::idle, stage_->run(patient));
  EXPECT_FALSE(reading.done());
}

TEST_P(CutConformance, nothing_comes_from_a_host_that_is_cut_off) {
  const PendingRead reading(*near_, received_);
  const PendingWrite writing(*far_, sent_);

  EXPECT_EQ(stage::Stop::idle, stage_->run(patient));
  EXPECT_FALSE(reading.done());
}

TEST_P(CutConformance, nobody_acknowledges_what_is_sent_to_a_host_that_is_cut_off) {
  const PendingWrite writing(*near_, sent_);
  stage_->run(patient);

  EXPECT_EQ(1U, near_->unacknowledged());
}

TEST_P(CutConformance, nobody_is_told_of_the_end_of_a_connection_to_a_host_that_is_cut_off) {
  const PendingRead reading(*far_, received_);
  near_->abort();
  stage_->run(patient);

  EXPECT_FALSE(reading.done());
}

TEST_P(CutConformance, a_connect_to_a_host_that_is_cut_off_waits) {
  const PendingConnect connecting(stage_->host("client"), listener_->address());
  const Time soon = after(stage_->runtime().now(), 100ms);

  EXPECT_EQ(stage::Stop::time_limit,
            stage_->run({.virtual_time = soon - Time{}, .wall_time = 1min, .steps = 1'000'000}));
  EXPECT_FALSE(connecting.done());
}

TEST_P(CutConformance, what_was_sent_arrives_when_the_host_is_healed) {
  const PendingRead reading(*far_, received_);
  const PendingWrite writing(*near_, sent_);
  stage_->run(patient);

  stage_->heal("server");

  EXPECT_EQ(stage::Stop::idle, stage_->run(patient));
  EXPECT_TRUE(reading.done());
}

TEST_P(CutConformance, cuts_no_other_stage_off) {
  const std::unique_ptr<stage::Stage> other = make_stage();
  const auto listener = other->host("server").listen({"", 135});

  EXPECT_EQ(ErrorCode(), connect(*other, other->address("server", 135)));
}

constexpr auto venue_name = [](const testing::TestParamInfo<const stage::Venue*>& venue) {
  return std::string(venue.param->name());
};

INSTANTIATE_TEST_SUITE_P(Venues, CutConformance, testing::Values(&stage::tcp_venue()), venue_name);

INSTANTIATE_TEST_SUITE_P(Venues,
                         LiveStageConformance,
                         testing::Values(&stage::tcp_venue(), &stage::local_venue()),
                         venue_name);

}  // namespace
}  // namespace ripcord::conformance
