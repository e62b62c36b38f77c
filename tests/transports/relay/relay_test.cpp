#include "transports/relay/relay.hpp"

#include "tests/support/destroy_everywhere.hpp"
#include "tests/transports/relay/relay_fixture.hpp"

#include <gtest/gtest.h>

namespace ripcord::relay {
namespace {

using namespace std::chrono_literals;

const Bytes ask = toy::question({.operation = 1, .stub = {1, 2, 3}});
const Bytes reply = toy::answer({.operation = 1, .stub = {4, 5}});

TEST_F(RelayTest, refuses_where_a_rule_says_so) {
  build({{.kind = "refuse"}});

  group_.spawn(connect({"server", 135}, never));
  run();

  EXPECT_EQ(io::errc::connection_refused, connect_error_);
  EXPECT_EQ(0U, relays_->size());
}

TEST_F(RelayTest, times_out_in_a_black_hole) {
  build({{.kind = "blackhole"}});

  group_.spawn(connect({"server", 135}, Time(30s)));
  run();

  EXPECT_EQ(io::errc::timed_out, connect_error_);
}

TEST_F(RelayTest, dials_late_where_a_rule_says_so) {
  build({{.when = {{"pdu", "connect"}}, .kind = "delay", .with = {{"by", "2s"}}}});

  establish();

  EXPECT_EQ(Time(2s), connected_at_);
}

TEST_F(RelayTest, resets_a_late_connection_whose_client_has_given_up) {
  build({{.when = {{"pdu", "connect"}}, .kind = "delay", .with = {{"by", "2s"}}}});
  group_.spawn(connect({"server", 135}, Time(1s)));
  group_.spawn(accept());
  run();
  ASSERT_TRUE(server_);

  group_.spawn(hear(*server_, at_server_));
  run();

  EXPECT_EQ(io::errc::connection_reset, at_server_.end);
  EXPECT_EQ(0U, relays_->size());
}

TEST_F(RelayTest, resets_both_ends_where_a_rule_says_so) {
  build({{.when = {{"offset", "3"}}, .kind = "reset"}});
  establish();
  hear_both();

  client_sends(ask);
  run();

  EXPECT_EQ(Bytes(ask.begin(), ask.begin() + 3), at_server_.bytes);
  EXPECT_EQ(io::errc::connection_reset, at_server_.end);
  EXPECT_EQ(io::errc::connection_reset, at_client_.end);
  EXPECT_EQ(0U, relays_->size());
}

TEST_F(RelayTest, leaves_the_server_connected_when_only_the_client_is_reset) {
  build({{.when = {{"pdu", "answer"}}, .kind = "reset", .with = {{"toward", "client"}}}});
  establish();
  hear_both();

  server_sends(reply);
  run();

  EXPECT_EQ(io::errc::connection_reset, at_client_.end);
  EXPECT_FALSE(at_server_.end);
  EXPECT_EQ(1U, relays_->size());
}

TEST_F(RelayTest, finishes_toward_the_client_and_lets_it_go_on) {
  build({{.when = {{"pdu", "question"}},
          .kind = "finish",
          .with = {{"toward", "client"}, {"at", "after"}},
          .counting = {.times = 1}}});
  establish();
  hear_both();

  client_sends(ask);
  run();
  client_sends(ask);
  run();

  EXPECT_EQ(io::errc::eof, at_client_.end);
  EXPECT_EQ(2 * ask.size(), at_server_.bytes.size());
}

TEST_F(RelayTest, delivers_what_it_delayed_although_the_client_has_gone) {
  build({{.when = {{"pdu", "question"}}, .kind = "delay", .with = {{"by", "2s"}}}});
  establish();
  group_.spawn(hear(*server_, at_server_));

  client_sends(ask);
  run(Time(1s));
  client_.reset();
  run();

  EXPECT_EQ(ask, at_server_.bytes);
  EXPECT_EQ(io::errc::eof, at_server_.end);
  EXPECT_EQ(Time(2s), at_server_.ended_at);
}

TEST_F(RelayTest, moves_again_when_a_stall_is_over) {
  build({{.when = {{"pdu", "question"}},
          .kind = "stall",
          .with = {{"for", "5s"}},
          .counting = {.times = 1}}});
  establish();
  hear_both();

  client_sends(ask);
  server_sends(reply);
  run(Time(4s));
  EXPECT_TRUE(at_server_.bytes.empty());
  run();

  EXPECT_EQ(ask, at_server_.bytes);
  EXPECT_EQ(reply, at_client_.bytes);
  EXPECT_EQ(Time(5s), runtime_.now());
}

TEST_F(RelayTest, moves_again_when_a_happening_ends_the_stall) {
  build({{.when = {{"pdu", "question"}}, .kind = "stall", .with = {{"until", "woken"}}}});
  establish();
  hear_both();
  client_sends(ask);
  run();
  ASSERT_TRUE(at_server_.bytes.empty());

  std::vector<shim::RuleIndex> commands;
  rules_->publish(runtime_.now(), {.event = "woken"}, commands);
  run();

  EXPECT_EQ(ask, at_server_.bytes);
}

TEST_F(RelayTest, blocks_the_sender_during_a_stall) {
  build({{.when = {{"pdu", "question"}}, .kind = "stall"}});
  establish();

  client_sends(ask);
  run();
  client_sends(Bytes(1'000'000, '?'));
  run();

  EXPECT_EQ(1U, group_.size());
}

TEST_F(RelayTest, performs_actions_before_what_their_moment_releases) {
  build({{.when = {{"pdu", "question"}}, .kind = "move_endpoint"}});
  establish();
  hear_both();

  client_sends(ask);
  while (commands_.rules.empty() && runtime_.step()) {
  }
  EXPECT_TRUE(at_server_.bytes.empty());
  run();

  EXPECT_EQ(ask, at_server_.bytes);
}

TEST_F(RelayTest, performs_the_action_of_a_connect_before_it_dials) {
  build({{.when = {{"pdu", "connect"}}, .kind = "move_endpoint"}});

  group_.spawn(connect({"server", 136}, never));
  run();

  EXPECT_EQ(std::vector<shim::RuleIndex>{0}, commands_.rules);
  EXPECT_EQ(io::errc::connection_refused, connect_error_);
}

/// A proxy in front of the server: clients dial it by ordinary connects.
class ProxyTest : public RelayTest {
 protected:
  void establish_by_proxy(io::Address remote) {
    front_ = *network_->host("proxy").listen({"proxy", 1});
    group_.spawn(relay_one(std::move(remote)));
    group_.spawn(dial());
    group_.spawn(accept());
    run();
  }

  io::Task<void> relay_one(io::Address remote) {
    Result<std::unique_ptr<io::Stream>> stream = co_await front_->accept();
    relays_->accept({.lane = {.client = "proxy", .service = "server"},
                     .upstream = network_->host("proxy"),
                     .remote = std::move(remote)},
                    *std::move(stream));
  }

  io::Task<void> dial() {
    Result<std::unique_ptr<io::Stream>> stream =
        co_await network_->host("client").connect({"proxy", 1});
    client_ = *std::move(stream);
  }

  std::unique_ptr<io::Listener> front_;
};

TEST_F(ProxyTest, relays_a_client_that_is_connected_already) {
  build({});
  establish_by_proxy({"server", 135});
  hear_both();

  client_sends(ask);
  server_sends(reply);
  run();

  EXPECT_EQ(ask, at_server_.bytes);
  EXPECT_EQ(reply, at_client_.bytes);
}

TEST_F(ProxyTest, keeps_whole_what_a_client_sends_while_its_server_is_dialled) {
  build({});
  Bytes sent;
  for (std::uint16_t call_id = 1; call_id <= 1000; ++call_id) {
    const Bytes unit = toy::question({.operation = 1, .call_id = call_id, .stub = {1, 2, 3}});
    sent.insert(sent.end(), unit.begin(), unit.end());
  }
  network_->cut("server");
  establish_by_proxy({"server", 135});
  client_sends(sent);
  run(Time(1s));

  network_->heal("server");
  run();
  hear_both();
  run();

  EXPECT_EQ(sent, at_server_.bytes);
}

TEST_F(ProxyTest, rests_while_a_client_that_has_spoken_waits_for_its_server) {
  build({}, {.latency = {50ms, 50ms}});
  front_ = *network_->host("proxy").listen({"proxy", 1});
  group_.spawn(relay_one({"server", 135}));
  group_.spawn(dial());
  runtime_.run_until_idle({.time = Time{} + 120ms});
  client_sends(ask);

  // The bytes arrive before the server has answered, and nothing may happen meanwhile.
  constexpr std::uint64_t steps_max = 1000;
  EXPECT_NE(sim::Stop::step_limit,
            runtime_.run_until_idle({.time = Time{} + 10s, .steps = steps_max}));
}

TEST_F(ProxyTest, tells_a_refusal_by_a_reset) {
  build({});
  establish_by_proxy({"server", 136});

  group_.spawn(hear(*client_, at_client_));
  run();

  EXPECT_EQ(io::errc::connection_reset, at_client_.end);
  EXPECT_EQ(0U, relays_->size());
}

/// A client that talks through a shim which delays, stalls and resets.
class ShimmedWorld final : public test::World {
 public:
  explicit ShimmedWorld(sim::Runtime& runtime)
      : set_(shim::compiled(
            {shim::spec(
                 {.id = "late", .when = {{"call", "1"}}, .kind = "delay", .with = {{"by", "1ms"}}}),
             shim::spec(
                 {.id = "nap", .when = {{"call", "2"}}, .kind = "stall", .with = {{"for", "3ms"}}}),
             shim::spec(
                 {.id = "end", .when = {{"call", "3"}, {"pdu", "answer"}}, .kind = "reset"})})),
        log_(set_.legend()),
        rules_(set_, 1, log_),
        network_(runtime, {.latency = {1ms, 2ms}, .buffer_bytes_max = 64, .segment_bytes_max = 10}),
        listener_(*network_.host("server").listen({"server", 135})),
        relays_(runtime, rules_, commands_),
        connector_({.relays = relays_, .upstream = network_.host("client"), .lanes = lanes_},
                   "client"),
        group_(runtime) {
    group_.spawn(serve());
    group_.spawn(call());
    group_.spawn(call_nobody());
  }

 private:
  io::Task<void> serve() {
    Result<std::unique_ptr<io::Stream>> stream = co_await listener_->accept();
    Bytes question(100);
    for (std::uint16_t call_id = 1;; ++call_id) {
      const Result<std::size_t> count = co_await (*stream)->read_some(question);
      if (!count) co_return;
      const Bytes answer = toy::answer({.call_id = call_id, .stub = Bytes(90)});
      const Result<void> written = co_await io::write_all(**stream, answer);
      if (!written) co_return;
    }
  }

  io::Task<void> call() {
    Result<std::unique_ptr<io::Stream>> stream = co_await connector_.connect({"server", 135});
    for (std::uint16_t call_id = 1;; ++call_id) {
      const Bytes question = toy::question({.call_id = call_id});
      const Result<void> written = co_await io::write_all(**stream, question);
      if (!written) co_return;
      Bytes answer(98);
      const Result<void> read = co_await io::read_exactly(**stream, answer);
      if (!read) co_return;
    }
  }

  io::Task<void> call_nobody() {
    const Result<std::unique_ptr<io::Stream>> stream =
        co_await connector_.connect({"server", 136}, Time(1s));
  }

  shim::RuleSet set_;
  trace::Log log_;
  shim::Rules rules_;
  sim::Network network_;
  HostLanes lanes_;
  NotedCommands commands_;
  std::unique_ptr<io::Listener> listener_;
  Relays relays_;
  Connector connector_;
  io::Group group_;
};

TEST(DestroyAfterEveryStep, leaves_nothing_of_a_world_with_relays) {
  const test::Destruction destruction = test::destroy_after_every_step(
      [](sim::Runtime& runtime) { return std::make_unique<ShimmedWorld>(runtime); });

  EXPECT_EQ("", destruction.leaks);
  EXPECT_LT(50U, destruction.steps);
}

TEST(DestroyAfterEveryStep, leaves_nothing_of_a_world_with_relays_in_a_seeded_order) {
  const test::Destruction destruction = test::destroy_after_every_step(
      [](sim::Runtime& runtime) { return std::make_unique<ShimmedWorld>(runtime); },
      {.seed = 5, .schedule = sim::Schedule::seeded});

  EXPECT_EQ("", destruction.leaks);
  EXPECT_LT(50U, destruction.steps);
}

}  // namespace
}  // namespace ripcord::relay
