#include "harness/proxy/proxy.hpp"

#include "tests/harness/proxy/proxied_world.hpp"
#include "transports/io/errors.hpp"
#include "transports/io/stream.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace ripcord::proxy {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using world::Outcome;

/// Dials `remote`, and notes with what its stream ends.
io::Task<void> dial_and_read(io::Network& host, io::Address remote, ErrorCode& ending) {
  const Result<std::unique_ptr<io::Stream>> stream = co_await host.connect(std::move(remote));
  Byte byte = 0;
  const Result<std::size_t> count = co_await (*stream)->read_some({&byte, 1});
  ending = count.error();
}

TEST(Proxy, carries_a_call_to_a_dynamic_endpoint) {
  ProxiedWorld world;

  EXPECT_EQ(Outcome::completed, world.perform("backup").outcome);
}

TEST(Proxy, stays_in_the_path_of_the_dynamic_endpoint) {
  ProxiedWorld world(
      "{ id: seen, when: { operation: BackupOpenFile }, do: { delay: { by: 1ms } } }");

  static_cast<void>(world.perform("backup"));

  EXPECT_LT(0U, world.fired("seen"));
}

TEST(Proxy, hands_out_a_port_at_which_it_listens) {
  ProxiedWorld world;

  const world::Ending map = world.perform("map");

  ASSERT_THAT(world.proxy().doors().all(), SizeIs(2));
  const std::string port = std::to_string(world.proxy().doors().all()[1]->address().port);
  EXPECT_THAT(map.found, ElementsAre(HasSubstr(port)));
}

TEST(Proxy, opens_one_door_however_often_an_endpoint_is_named) {
  ProxiedWorld world;

  static_cast<void>(world.perform("map"));
  static_cast<void>(world.perform("map"));

  EXPECT_THAT(world.proxy().doors().all(), SizeIs(2));
}

TEST(Proxy, opens_a_door_for_each_endpoint_of_a_lookup) {
  ProxiedWorld world("", {.others = 3});

  static_cast<void>(world.perform("lookup"));

  // The mapper's own, store, echo, and three more.
  EXPECT_THAT(world.proxy().doors().all(), SizeIs(6));
}

TEST(Proxy, rewrites_towers_that_fragments_cut) {
  // A hundred entries of about 150 bytes do not fit into two fragments.
  ProxiedWorld world("", {.others = 100});

  const world::Ending lookup = world.perform("lookup");

  EXPECT_THAT(world.proxy().doors().all(), SizeIs(103));
  EXPECT_THAT(lookup.found, SizeIs(102));
}

TEST(Proxy, passes_every_entry_of_a_lookup_over_several_fragments_on) {
  ProxiedWorld world("", {.others = 100});

  EXPECT_EQ(world.perform_directly("lookup").found, world.perform("lookup").found);
}

TEST(Proxy, leaves_answers_alone_with_the_same_ports) {
  ProxiedWorld world("", {.ports = Ports::same});

  EXPECT_EQ(world.perform_directly("map").found, world.perform("map").found);
}

TEST(Proxy, carries_calls_with_the_same_ports) {
  ProxiedWorld world(
      "{ id: seen, when: { operation: BackupOpenFile }, do: { delay: { by: 1ms } } }",
      {.ports = Ports::same});

  EXPECT_EQ(Outcome::completed, world.perform("backup").outcome);
  EXPECT_LT(0U, world.fired("seen"));
}

TEST(Proxy, resets_a_client_whose_upstream_refuses) {
  ProxiedWorld world;
  static_cast<void>(world.perform("map"));
  const std::uint16_t port = world.proxy().doors().all()[1]->address().port;
  world.world().service("store")->server().stop_listening();

  ErrorCode ending;
  world.play(dial_and_read(world.host("client"), {"proxy", port}, ending));

  EXPECT_EQ(io::errc::connection_reset, ending);
}

TEST(Proxy, keeps_a_learned_door_while_its_upstream_restarts) {
  ProxiedWorld world;
  static_cast<void>(world.perform("backup"));
  const std::uint16_t port = world.world().service("store")->port();
  world.world().service("store")->server().stop_listening();
  static_cast<void>(world.world().service("store")->server().listen(port));

  EXPECT_EQ(Outcome::completed, world.perform("backup").outcome);
  EXPECT_THAT(world.proxy().doors().all(), SizeIs(2));
}

TEST(Proxy, closes_a_learned_door_that_nobody_used_for_the_time_of_expiry) {
  ProxiedWorld world("", {.expiry = 1min});
  static_cast<void>(world.perform("map"));

  world.pass(61s);

  EXPECT_THAT(world.proxy().doors().all(), SizeIs(1));
}

TEST(Proxy, keeps_a_learned_door_that_was_named_again) {
  ProxiedWorld world("", {.expiry = 1min});
  static_cast<void>(world.perform("map"));
  world.pass(40s);
  static_cast<void>(world.perform("map"));

  world.pass(40s);

  EXPECT_THAT(world.proxy().doors().all(), SizeIs(2));
}

TEST(Proxy, keeps_a_learned_door_that_a_connection_came_through) {
  ProxiedWorld world("", {.expiry = 1min});
  static_cast<void>(world.perform("echo"));  // its client keeps the connection

  world.pass(10min);

  EXPECT_THAT(world.proxy().doors().all(), SizeIs(2));
}

TEST(Proxy, names_lanes_after_the_scenario_s_services) {
  ProxiedWorld world(
      "{ id: bind, when: { pdu: bind, service: store, nth: 1 }, do: { delay: { by: 1ms } } }");

  static_cast<void>(world.perform("backup"));

  EXPECT_THAT(world.points("bind"), ElementsAre("client>store/1/to_server/bind/1/1/before"));
}

TEST(Proxy, calls_the_mapper_mapper) {
  ProxiedWorld world(
      "{ id: map, when: { operation: ept_map, pdu: request, service: mapper }, do: { delay: { "
      "by: 1ms } } }");

  static_cast<void>(world.perform("map"));

  EXPECT_THAT(world.points("map"),
              ElementsAre("client>mapper/1/to_server/epmapper.ept_map/1/1/before"));
}

TEST(Proxy, rewrites_what_a_rule_made_of_an_answer) {
  ProxiedWorld world(
      "{ id: stale, when: { operation: ept_map, pdu: response }, do: { answer_stale: { port: 9 } } "
      "}");

  static_cast<void>(world.perform("map"));

  ASSERT_THAT(world.proxy().doors().all(), SizeIs(2));
  EXPECT_EQ(9U, world.proxy().doors().all()[1]->plan().upstream.port);
}

TEST(Proxy, puts_new_rules_in_force_for_new_connections) {
  ProxiedWorld world;
  static_cast<void>(world.perform("map"));

  world.adopt(
      "{ id: new, when: { operation: ept_map, pdu: request }, do: { delay: { by: 1ms } } }");
  static_cast<void>(world.perform("map"));

  EXPECT_EQ(1U, world.fired("new"));
}

TEST(Proxy, leaves_connections_under_the_rules_under_which_they_began) {
  ProxiedWorld world;
  static_cast<void>(world.perform("echo"));  // its client keeps the connection

  world.adopt(
      "{ id: new, when: { operation: EchoData, pdu: request }, do: { delay: { by: 1ms } } }");
  static_cast<void>(world.perform("echo"));

  EXPECT_EQ(0U, world.fired("new"));
}

TEST(Proxy, counts_equal_clients_that_come_together_as_ambiguous) {
  ProxiedWorld world;

  static_cast<void>(world.perform_together("echo", 4));

  EXPECT_LE(4U, world.regime().guests().totals().ambiguous);
}

TEST(Proxy, says_what_it_learned) {
  ProxiedWorld world;

  static_cast<void>(world.perform("map"));

  EXPECT_THAT(world.announced(), ElementsAre(HasSubstr("learned store: proxy:")));
}

TEST(Proxy, has_no_connection_left_once_it_is_closed) {
  ProxiedWorld world;
  static_cast<void>(world.perform("echo"));

  world.proxy().close();

  EXPECT_EQ(0U, world.proxy().connections());
}

TEST(Proxy, fails_a_rule_that_never_fired) {
  ProxiedWorld world(
      "{ id: never, when: { operation: BackupOpenFile }, do: { delay: { by: 1ms } } }");
  static_cast<void>(world.perform("map"));

  const run::RunResult result = world.judged();

  EXPECT_EQ(run::Verdict::failed, result.verdict);
  EXPECT_EQ("rules.never.fired", result.failure->field);
}

TEST(Proxy, passes_where_every_rule_fired) {
  ProxiedWorld world(
      "{ id: late, when: { operation: ept_map, pdu: request }, do: { delay: { by: 1ms } } }");
  static_cast<void>(world.perform("map"));

  EXPECT_EQ(run::Verdict::passed, world.judged().verdict);
}

TEST(Proxy, counts_calls_and_questions_to_the_mapper) {
  ProxiedWorld world;
  static_cast<void>(world.perform("echo"));

  const run::Metrics metrics = world.judged().metrics;

  // One question to the mapper, one probe of the endpoint that it names, and ten calls.
  EXPECT_EQ(1U, metrics.mapper_queries);
  EXPECT_EQ(12U, metrics.calls);
}

constexpr std::string_view lost_answers =
    "{ id: lost, when: { operation: EchoData, pdu: response }, do: { reset: {} } }";

run::OracleState state_of(const run::RunResult& result, std::string_view oracle) {
  const auto found = std::ranges::find(result.oracles, oracle, &run::OracleReport::id);
  return found == result.oracles.end() ? run::OracleState::violated : found->state;
}

TEST(ProxyOracles, hold_at_most_once_where_every_call_was_answered) {
  ProxiedWorld world;
  static_cast<void>(world.perform("echo"));

  EXPECT_EQ(run::OracleState::held, state_of(world.judged(), "at_most_once"));
}

TEST(ProxyOracles, leave_at_most_once_open_where_an_answer_was_lost) {
  ProxiedWorld world(lost_answers);
  static_cast<void>(world.perform("echo"));

  EXPECT_EQ(run::OracleState::not_judged, state_of(world.judged(), "at_most_once"));
}

TEST(ProxyOracles, leave_a_clean_close_open_while_a_client_is_there) {
  ProxiedWorld world;
  static_cast<void>(world.perform("echo"));

  const run::RunResult result = world.judged();

  EXPECT_EQ(run::OracleState::not_judged, state_of(result, "clean_close"));
  EXPECT_EQ(run::OracleState::not_judged, state_of(result, "no_handle_leak"));
}

TEST(ProxyOracles, hold_a_clean_close_where_every_client_has_gone) {
  ProxiedWorld world;
  static_cast<void>(world.perform("echo"));
  world.play(world.world().close_clients());
  world.pass(1s);

  const run::RunResult result = world.judged();

  EXPECT_EQ(run::OracleState::held, state_of(result, "clean_close"));
  EXPECT_EQ(run::OracleState::held, state_of(result, "no_handle_leak"));
}

}  // namespace
}  // namespace ripcord::proxy
