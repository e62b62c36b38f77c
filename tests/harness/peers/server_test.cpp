#include "harness/peers/server/server.hpp"

#include "harness/peers/interfaces/backup_service.hpp"
#include "harness/peers/interfaces/echo_service.hpp"
#include "harness/peers/server/foreign_listener.hpp"
#include "tests/harness/peers/raw_client.hpp"
#include "tests/harness/peers/recorder.hpp"
#include "transports/io/errors.hpp"
#include "transports/sim/network.hpp"
#include "transports/sim/runtime.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <vector>

namespace ripcord::peers {
namespace {

using namespace std::chrono_literals;
using dcerpc::Response;
namespace pfc = dcerpc::pfc;

constexpr std::uint16_t port = 1025;

Bytes operator+(Bytes left, const Bytes& right) {
  left.insert(left.end(), right.begin(), right.end());
  return left;
}

Bytes bind_echo() { return bind_pdu({.contexts = {context_element(0, echo_interface.id)}}); }
Bytes add_one(std::uint32_t call_id) {
  return request_pdu({.call_id = call_id, .stub = {41, 0, 0, 0}});
}

class ServerTest : public testing::Test {
 protected:
  ServerTest() { start({}); }

  void start(const ServerOptions& options) {
    server.emplace(network.host("server"), recorder, Prng(1, "server"), options);
    server->add(echo);
    listening = server->listen(port).has_value();
  }

  /// Plays `words` against the server to the end; what it said.
  std::vector<dcerpc::Pdu> play(const Bytes& words, const Manner& manner = {}) {
    client.emplace(network.host("desk"), io::Address("server", port), words, manner);
    runtime.run_until_idle();
    return decode_all(client->heard);
  }

  sim::Runtime runtime{{}};
  sim::Network network{runtime, {.latency = {1ms, 1ms}}};
  Recorder recorder;
  EchoService echo{runtime};
  std::optional<Server> server;
  bool listening = false;
  std::optional<RawClient> client;
};

TEST_F(ServerTest, answers_a_conversation) {
  const std::vector<dcerpc::Pdu> said = play(bind_echo() + add_one(2) + add_one(3));

  ASSERT_EQ(3U, said.size());
  EXPECT_EQ(3U, std::get<Response>(said[2]).header.call_id);
}

TEST_F(ServerTest, works_on_each_call_for_its_service_time) {
  const Bytes words = bind_echo() + add_one(2) + add_one(3);
  play(words);
  const Time without = runtime.now();
  start({.service_time = 5ms});

  play(words);

  EXPECT_EQ((without - Time{}) + 2 * 5ms, runtime.now() - without);
}

TEST_F(ServerTest, answers_the_same_to_single_bytes) {
  const Bytes words = bind_echo() + add_one(2) + add_one(3);
  play(words);
  const std::size_t whole = client->heard.size();

  play(words, {.piece = 1});

  EXPECT_EQ(whole, client->heard.size());
}

TEST_F(ServerTest, survives_a_cut_behind_every_byte) {
  const Bytes words = bind_echo() + add_one(2);

  for (std::size_t cut = 0; cut <= words.size(); ++cut) play(words, {.cut_after = cut});

  EXPECT_EQ(0U, server->connection_count());
  EXPECT_EQ(0U, server->associations().size());
}

TEST_F(ServerTest, says_its_last_word_and_then_finishes) {
  const std::vector<dcerpc::Pdu> said = play(bind_echo() + bind_echo());

  EXPECT_TRUE(std::holds_alternative<dcerpc::BindNak>(said.at(1)));
  EXPECT_EQ(ErrorCode(io::errc::eof), client->ending);
}

TEST_F(ServerTest, finishes_when_the_client_does) {
  play(bind_echo());

  EXPECT_EQ(ErrorCode(io::errc::eof), client->ending);
}

TEST_F(ServerTest, serves_mgmt_without_being_told) {
  const Bytes bind = bind_pdu({.contexts = {context_element(0, dcerpc::mgmt_interface)}});

  const std::vector<dcerpc::Pdu> said = play(bind + request_pdu({.opnum = 2}));

  EXPECT_EQ(8U, std::get<Response>(said.at(1)).stub.size());
}

TEST_F(ServerTest, refuses_connections_once_it_has_stopped_listening) {
  server->stop_listening(port);

  play(bind_echo());

  EXPECT_EQ(ErrorCode(io::errc::connection_refused), client->ending);
}

TEST_F(ServerTest, serves_old_connections_when_it_has_stopped_listening) {
  recorder.react = [this](const Happening& happening) {
    if (happening.event == Event::connection_accepted) server->stop_listening();
  };

  EXPECT_EQ(2U, play(bind_echo() + add_one(2)).size());
}

TEST_F(ServerTest, drops_connections_from_within_a_call) {
  recorder.react = [this](const Happening& happening) {
    if (happening.event == Event::call_executed) server->drop_connections(Departure::reset);
  };

  EXPECT_EQ(1U, play(bind_echo() + add_one(2)).size());
  EXPECT_EQ(ErrorCode(io::errc::connection_reset), client->ending);
}

TEST_F(ServerTest, drops_no_connection_but_the_one_it_is_told) {
  recorder.react = [this](const Happening& happening) {
    if (happening.event == Event::call_executed) {
      server->drop_connection(happening.connection + 1, Departure::reset);
    }
  };

  EXPECT_EQ(2U, play(bind_echo() + add_one(2)).size());
}

TEST_F(ServerTest, closes_idle_connections_where_it_should) {
  start({.idle_close = 5s});
  RawClient silent(network.host("desk"), io::Address("server", port), bind_echo(), {.piece = 1});

  play({}, {.cut_after = 0});

  EXPECT_EQ(0U, server->connection_count());
}

TEST_F(ServerTest, counts_each_execution_once) {
  play(bind_echo() + add_one(2) + add_one(3));

  EXPECT_EQ(2U, recorder.count(Event::call_executed));
}

TEST_F(ServerTest, does_not_count_what_it_could_not_decode) {
  play(bind_echo() + request_pdu({.stub = {1}}));

  EXPECT_EQ(0U, recorder.count(Event::call_executed));
}

TEST_F(ServerTest, answers_a_slow_call_when_it_is_done) {
  const std::vector<dcerpc::Pdu> said =
      play(bind_echo() + request_pdu({.opnum = 6, .stub = {2, 0, 0, 0}}));

  ASSERT_EQ(2U, said.size());
  EXPECT_GE(runtime.now(), Time(2s));
}

TEST_F(ServerTest, runs_handles_down_with_their_last_connection) {
  BackupService service(network.host("server"), {});
  server->add(service);
  const Bytes bind = bind_pdu({.contexts = {context_element(0, backup_interface.id)}});

  play(bind + request_pdu({.stub = Bytes(8)}));

  EXPECT_EQ(1U, recorder.count(Event::handle_created));
  EXPECT_EQ(1U, recorder.count(Event::handle_run_down));
  server.reset();
}

TEST(ForeignListener, greets_in_another_protocols_words) {
  sim::Runtime runtime({});
  sim::Network network(runtime, {});
  const auto listener = *ForeignListener::listen(
      network.host("server"), io::Address("server", port), ForeignKind::raw);
  RawClient client(network.host("desk"), io::Address("server", port), bind_echo(), {});

  runtime.run_until_idle();

  EXPECT_EQ('2', client.heard.at(0));
}

TEST(ForeignListener, says_nothing_where_it_is_silent) {
  sim::Runtime runtime({});
  sim::Network network(runtime, {});
  const auto listener = *ForeignListener::listen(
      network.host("server"), io::Address("server", port), ForeignKind::silent);
  RawClient client(network.host("desk"), io::Address("server", port), bind_echo(), {});

  runtime.run_until_idle();

  EXPECT_TRUE(client.heard.empty());
}

}  // namespace
}  // namespace ripcord::peers
