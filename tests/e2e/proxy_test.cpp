// The program as a proxy on real sockets, in front of the program as a server.
#include "tests/e2e/program.hpp"
#include "tests/e2e/rpc_socket.hpp"
#include "tests/support/json_schema.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <signal.h>

#include <memory>
#include <string>
#include <vector>

namespace ripcord::e2e {
namespace {

using dcerpc::rpcecho_interface;
using nlohmann::json;
using testing::ContainsRegex;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::MatchesRegex;

constexpr std::string_view served =
    "format: 1\nname: served\nworld:\n  services:\n"
    "    - { name: greeter, interface: echo, endpoint: dynamic }\n";

/// A scenario for a proxy with one rule.
std::string faults(std::string_view rule) {
  return "format: 1\nname: faults\nfaults:\n  - " + std::string(rule) + "\n";
}

class ProxyProgram : public testing::Test {
 protected:
  ProxyProgram() {
    here_.write("served.yaml", std::string(served));
    server_ = std::make_unique<test::BackgroundProgram>(
        command(here_, {"serve", "served.yaml", "--mapper-port", "0"}));
    mapper_ = address_in(server_->await_line("ready"), "mapper");
  }

  /// Starts a proxy before the server's mapper; `address_` is where it is.
  void start(std::vector<std::string> arguments) {
    std::vector<std::string> all{"proxy", "--listen", "127.0.0.1:0", "--upstream", mapper_};
    all.insert(all.end(), arguments.begin(), arguments.end());
    proxy_ = std::make_unique<test::BackgroundProgram>(command(here_, std::move(all)));
    const std::string ready = proxy_->await_line("ready ");
    address_ = ready.substr(6, ready.find(' ', 6) - 6);
    ready_ = ready;
  }

  /// The dynamic endpoint of the echo service, as the proxy hands it out.
  [[nodiscard]] std::string endpoint() const {
    return "127.0.0.1:" + std::to_string(ask_mapper(address_, rpcecho_interface));
  }

  test::TemporaryFolder here_;
  std::unique_ptr<test::BackgroundProgram> server_;
  std::string mapper_;
  std::unique_ptr<test::BackgroundProgram> proxy_;
  std::string address_;
  std::string ready_;
};

/// AddOne(41), which is operation 0 and takes and gives one number.
Bytes add_one(RpcSocket& socket) { return socket.call(0, {41, 0, 0, 0}); }

/// Asks again while nobody answers: a crowd that has left is still being seen out.
std::uint16_t ask_until_answered(const std::string& address) {
  constexpr int tries_max = 10'000;
  std::uint16_t port = 0;
  for (int i = 0; i < tries_max && port == 0; ++i) port = ask_mapper(address, rpcecho_interface);
  return port;
}

TEST_F(ProxyProgram, says_where_it_is_and_before_whom) {
  start({});

  EXPECT_EQ("ready " + address_ + " -> " + mapper_, ready_);
}

TEST_F(ProxyProgram, carries_a_call_to_the_endpoint_that_the_mapper_names) {
  start({});

  RpcSocket echo(endpoint());
  echo.bind(rpcecho_interface);

  EXPECT_EQ((Bytes{42, 0, 0, 0}), add_one(echo));
}

TEST_F(ProxyProgram, hands_out_another_port_than_the_server) {
  start({});

  EXPECT_NE(ask_mapper(mapper_, rpcecho_interface), ask_mapper(address_, rpcecho_interface));
}

TEST_F(ProxyProgram, breaks_what_the_scenario_says) {
  here_.write("faults.yaml",
              faults("{ id: cut, when: { pdu: bind_ack, interface: echo }, do: { reset: {} } }"));
  start({"faults.yaml"});

  RpcSocket echo(endpoint());

  EXPECT_THAT(echo.bind(rpcecho_interface), IsEmpty());
  EXPECT_TRUE(echo.reset());
}

TEST_F(ProxyProgram, resets_a_client_whose_server_is_gone) {
  start({});
  const std::string address = endpoint();
  static_cast<void>(server_->end_by(SIGTERM));

  RpcSocket echo(address);

  EXPECT_THAT(echo.bind(rpcecho_interface), IsEmpty());
  EXPECT_TRUE(echo.reset());
}

TEST_F(ProxyProgram, ends_with_success_and_a_table_when_every_rule_fired) {
  here_.write("faults.yaml",
              faults("{ id: late, when: { pdu: bind_ack }, do: { delay: { by: 1ms } } }"));
  start({"faults.yaml"});
  static_cast<void>(endpoint());

  const test::Finished end = proxy_->end_by(SIGINT);

  EXPECT_EQ(0, end.code);
  EXPECT_THAT(end.out, ContainsRegex("late +delay +4 +1 +1"));
  EXPECT_THAT(end.out, ContainsRegex("client>mapper/1 +late"));
}

TEST_F(ProxyProgram, fails_when_a_rule_never_fired_and_says_why) {
  here_.write("faults.yaml",
              faults("{ id: never, when: { pdu: fault }, do: { delay: { by: 1ms } } }"));
  start({"faults.yaml"});
  static_cast<void>(endpoint());

  const test::Finished end = proxy_->end_by(SIGTERM);

  EXPECT_EQ(1, end.code);
  EXPECT_THAT(end.out, HasSubstr("rules.never.fired"));
}

TEST_F(ProxyProgram, leaves_a_result_that_its_schema_allows) {
  start({"--out", "o"});
  static_cast<void>(endpoint());
  static_cast<void>(proxy_->end_by(SIGINT));

  EXPECT_THAT(test::schema_violations(ripcord(here_, {"schema", "result"}).out,
                                      here_.read("o/result.json")),
              IsEmpty());
  const json run = json::parse(here_.read("o/result.json")).at("runs").at(0);
  EXPECT_EQ("proxy", run.at("transport"));
  EXPECT_EQ(1, run.at("metrics").at("mapper_queries"));
}

TEST_F(ProxyProgram, prints_a_when_for_every_unit) {
  start({"--observe"});
  static_cast<void>(endpoint());

  const test::Finished end = proxy_->end_by(SIGINT);

  EXPECT_THAT(end.out,
              HasSubstr("when: { client: client, service: mapper, connection: 1, direction: "
                        "to_server, pdu: request, interface: epmapper, operation: ept_map, call: "
                        "1, fragment: 1 }\n"));
}

/// The `when:` of the first line of `printed` that has `word`.
std::string when_of(const std::string& printed, const std::string& word) {
  const std::size_t line = printed.find(word);
  if (line == std::string::npos) return "no line has " + word;
  const std::size_t when = printed.find("when: ", line) + 6;
  return printed.substr(when, printed.find('\n', when) - when);
}

TEST_F(ProxyProgram, prints_a_when_for_a_bind_ack_that_strikes_it_alone) {
  start({"--observe"});
  RpcSocket observed(endpoint());
  observed.bind(rpcecho_interface);
  const std::string when = when_of(proxy_->end_by(SIGINT).out, ">echo/1 to_client bind_ack");
  here_.write("faults.yaml", faults("{ id: cut, when: " + when + ", do: { reset: {} } }"));
  start({"faults.yaml"});

  RpcSocket struck(endpoint());

  EXPECT_THAT(struck.bind(rpcecho_interface), IsEmpty());
  EXPECT_THAT(proxy_->end_by(SIGINT).out, ContainsRegex("cut +reset +4 +1 +1"));
}

TEST_F(ProxyProgram, refuses_a_scenario_with_an_action) {
  here_.write("faults.yaml",
              faults("{ id: moves, when: { event: file_closed }, do: { move_endpoint: {} } }"));

  const test::Finished end =
      ripcord(here_, {"proxy", "faults.yaml", "--listen", "127.0.0.1:0", "--upstream", mapper_});

  EXPECT_EQ(2, end.code);
  EXPECT_THAT(end.err, HasSubstr("rule moves: `move_endpoint` changes a world of our own"));
}

TEST_F(ProxyProgram, keeps_its_rules_when_the_scenario_becomes_invalid) {
  here_.write("faults.yaml",
              faults("{ id: late, when: { pdu: bind_ack }, do: { delay: { by: 1ms } } }"));
  start({"faults.yaml"});
  here_.write("faults.yaml", "format: 1\nnonsense: true\n");
  proxy_->signal(SIGHUP);
  ASSERT_NE("", proxy_->await_error("the scenario is invalid now"));
  static_cast<void>(endpoint());

  const test::Finished end = proxy_->end_by(SIGINT);

  EXPECT_EQ(0, end.code);
  EXPECT_THAT(end.err, HasSubstr("unknown key `nonsense`"));
}

TEST_F(ProxyProgram, reads_its_scenario_anew) {
  here_.write(
      "faults.yaml",
      faults("{ id: old, when: { pdu: bind_ack }, optional: true, do: { delay: { by: 1ms } } }"));
  start({"faults.yaml"});
  here_.write("faults.yaml",
              faults("{ id: fresh, when: { pdu: bind_ack }, do: { delay: { by: 1ms } } }"));
  proxy_->signal(SIGHUP);
  ASSERT_NE("", proxy_->await_error("new connections are under the rules"));
  static_cast<void>(endpoint());

  EXPECT_EQ(0, proxy_->end_by(SIGINT).code);
}

TEST_F(ProxyProgram, goes_on_when_it_had_no_descriptor_left) {
#ifdef __SANITIZE_ADDRESS__
  GTEST_SKIP()
      << "without a descriptor the sanitizer takes every object for a broken one: it opens "
         "a pipe to look";
#endif
  test::Command limited =
      command(here_, {"proxy", "--listen", "127.0.0.1:0", "--upstream", mapper_});
  limited.argv.insert(limited.argv.begin(), {"/bin/sh", "-c", "ulimit -n 32; exec \"$@\"", "sh"});
  proxy_ = std::make_unique<test::BackgroundProgram>(limited);
  const std::string ready = proxy_->await_line("ready ");
  const std::string address = ready.substr(6, ready.find(' ', 6) - 6);
  std::vector<std::unique_ptr<RpcSocket>> crowd(64);
  for (std::unique_ptr<RpcSocket>& one : crowd) one = std::make_unique<RpcSocket>(address);
  crowd.clear();

  EXPECT_NE(0U, ask_until_answered(address));
  EXPECT_NE("", proxy_->await_error("Too many open files"));
  EXPECT_THAT(proxy_->end_by(SIGINT).out, HasSubstr("when there were too few descriptors"));
}

TEST(Proxy, says_which_address_it_cannot_have) {
  const test::TemporaryFolder here;

  const test::Finished end =
      ripcord(here, {"proxy", "--listen", "192.0.2.1:1135", "--upstream", "127.0.0.1:1"});

  EXPECT_EQ(3, end.code);
  EXPECT_THAT(end.err, HasSubstr("cannot listen at 192.0.2.1:1135"));
}

TEST(Proxy, says_once_that_its_upstream_refuses_and_counts_how_often) {
  const test::TemporaryFolder here;
  // Nobody serves at port 1.
  test::BackgroundProgram proxy(
      command(here, {"proxy", "--listen", "127.0.0.1:0", "--upstream", "127.0.0.1:1"}));
  const std::string ready = proxy.await_line("ready ");
  const std::string address = ready.substr(6, ready.find(' ', 6) - 6);
  RpcSocket(address).bind(rpcecho_interface);
  RpcSocket(address).bind(rpcecho_interface);
  RpcSocket(address).bind(rpcecho_interface);

  const test::Finished end = proxy.end_by(SIGINT);

  EXPECT_EQ("cannot reach 127.0.0.1:1: Connection refused; its clients are reset\n", end.err);
  EXPECT_THAT(end.out, ContainsRegex("127.0.0.1:1 +3 +Connection refused"));
}

TEST_F(ProxyProgram, has_nothing_to_read_anew_without_a_scenario) {
  start({});

  proxy_->signal(SIGHUP);

  EXPECT_NE("", proxy_->await_error("no scenario was named"));
}

struct SelfDialling {
  std::string name;
  std::string listen;
  std::string upstream;
};
void PrintTo(const SelfDialling& self, std::ostream* out) { *out << self.name; }

class ProxyOfItself : public testing::TestWithParam<SelfDialling> {};

TEST_P(ProxyOfItself, is_refused) {
  const test::TemporaryFolder here;

  const test::Finished end =
      ripcord(here, {"proxy", "--listen", GetParam().listen, "--upstream", GetParam().upstream});

  EXPECT_EQ(2, end.code);
  EXPECT_THAT(
      end.err,
      HasSubstr("--upstream " + GetParam().upstream + " is where this proxy listens itself"));
}

INSTANTIATE_TEST_SUITE_P(
    Addresses,
    ProxyOfItself,
    testing::Values(SelfDialling{"one_address", "127.0.0.2:1135", "127.0.0.2:1135"},
                    SelfDialling{"every_address", "0.0.0.0:1135", "127.0.0.1:1135"}),
    [](const auto& test) { return test.param.name; });

TEST(Proxy, refuses_an_upstream_without_a_host) {
  const test::TemporaryFolder here;

  const test::Finished end = ripcord(here, {"proxy", "--upstream", ""});

  EXPECT_EQ(2, end.code);
  EXPECT_THAT(end.err, HasSubstr("--upstream: `` names no host"));
}

TEST(Proxy, wants_a_listen_for_each_of_two_upstreams) {
  const test::TemporaryFolder here;

  const test::Finished end =
      ripcord(here, {"proxy", "--upstream", "127.0.0.1:1", "--upstream", "127.0.0.1:2"});

  EXPECT_EQ(2, end.code);
  EXPECT_THAT(end.err, HasSubstr("2 of --upstream: each needs a --listen of its own"));
}

TEST(Proxy, wants_to_know_its_upstream) {
  const test::TemporaryFolder here;

  const test::Finished end = ripcord(here, {"proxy"});

  EXPECT_EQ(2, end.code);
  EXPECT_THAT(end.err, HasSubstr("--upstream HOST[:PORT] says where the server is"));
}

}  // namespace
}  // namespace ripcord::e2e
