// The program as a server on real sockets.
#include "tests/e2e/program.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <signal.h>

#include <string>
#include <vector>

namespace ripcord::e2e {
namespace {

using testing::HasSubstr;
using testing::MatchesRegex;

constexpr std::string_view two_services =
    "format: 1\n"
    "name: two\n"
    "world:\n"
    "  services:\n"
    "    - { name: greeter, interface: echo, endpoint: dynamic }\n"
    "    - { name: store, interface: backup, endpoint: dynamic }\n";

TEST(Serve, says_in_one_line_that_it_is_ready_and_where) {
  const test::TemporaryFolder here;
  here.write("two.yaml", std::string(two_services));
  test::BackgroundProgram server(command(here, {"serve", "two.yaml", "--mapper-port", "0"}));

  EXPECT_THAT(server.await_line("ready"),
              MatchesRegex("ready mapper=127.0.0.1:[0-9]+ greeter=127.0.0.1:[0-9]+ "
                           "store=127.0.0.1:[0-9]+"));
}

class ServeSignal : public testing::TestWithParam<int> {};

TEST_P(ServeSignal, ends_it_in_good_order) {
  const test::TemporaryFolder here;
  here.write("two.yaml", std::string(two_services));
  test::BackgroundProgram server(command(here, {"serve", "two.yaml", "--mapper-port", "0"}));
  ASSERT_NE("", server.await_line("ready"));

  EXPECT_EQ(0, server.end_by(GetParam()).code);
}

INSTANTIATE_TEST_SUITE_P(
    Contract, ServeSignal, testing::Values(SIGINT, SIGTERM), [](const auto& instance) {
      return instance.param == SIGINT ? std::string("interrupt") : std::string("terminate");
    });

TEST(Serve, puts_dynamic_endpoints_on_one_port_where_that_is_wanted) {
  const test::TemporaryFolder here;
  here.write("two.yaml", std::string(two_services));
  test::BackgroundProgram server(
      command(here, {"serve", "two.yaml", "--mapper-port", "0", "--shared-port"}));

  const std::string ready = server.await_line("ready");

  EXPECT_EQ(address_in(ready, "greeter"), address_in(ready, "store"));
}

TEST(Serve, plays_the_rules_that_change_its_world) {
  const test::TemporaryFolder here;
  here.write("two.yaml",
             std::string(two_services) +
                 "faults: [ { id: leaves, when: { event: call_executed, service: greeter },"
                 " do: { move_endpoint: {} } } ]\n");
  test::BackgroundProgram server(
      command(here, {"serve", "two.yaml", "--mapper-port", "0", "--faults"}));
  const std::string mapper = address_in(server.await_line("ready"), "mapper");
  const std::vector<std::string> map{
      "client", "map", "60a15ec5-4de8-11d7-a637-005056a20182", "--server", mapper};
  const std::string before = ripcord(here, map).out;

  const test::Finished echo =
      ripcord(here, {"client", "echo", "--operation", "AddOne", "--server", mapper});

  EXPECT_EQ(0, echo.code);
  EXPECT_NE(before, ripcord(here, map).out);
  EXPECT_THAT(server.end_by(SIGTERM).err, MatchesRegex("(.|\n)*leaves +move_endpoint +1 +1\n"));
}

TEST(Serve, plays_the_rules_that_break_the_wire) {
  const test::TemporaryFolder here;
  here.write("two.yaml",
             std::string(two_services) +
                 "faults: [ { id: cut, when: { service: greeter, operation: AddOne, pdu: response "
                 "}, do: { reset: {} } } ]\n");
  test::BackgroundProgram server(
      command(here, {"serve", "two.yaml", "--mapper-port", "0", "--faults"}));
  const std::string mapper = address_in(server.await_line("ready"), "mapper");

  const test::Finished echo = ripcord(
      here, {"client", "echo", "--operation", "AddOne", "--times", "1", "--server", mapper});

  EXPECT_NE(0, echo.code);
  EXPECT_THAT(server.end_by(SIGTERM).err, MatchesRegex("(.|\n)*cut +reset +[1-9] +[1-9]\n"));
}

TEST(Serve, names_services_that_share_a_port_by_what_their_clients_ask_for) {
  const test::TemporaryFolder here;
  here.write(
      "two.yaml",
      std::string(two_services) +
          "faults: [ { id: cut, when: { service: store, pdu: bind }, do: { reset: {} } } ]\n");
  test::BackgroundProgram server(
      command(here, {"serve", "two.yaml", "--mapper-port", "0", "--shared-port", "--faults"}));
  const std::string mapper = address_in(server.await_line("ready"), "mapper");

  EXPECT_EQ(0, ripcord(here, {"client", "echo", "--operation", "AddOne", "--server", mapper}).code);
  EXPECT_NE(0, ripcord(here, {"client", "backup", "--out", "got", "--server", mapper}).code);
}

TEST(Serve, names_the_address_that_its_client_reached_wherever_it_listens) {
  const test::TemporaryFolder here;
  here.write("two.yaml", std::string(two_services));
  test::BackgroundProgram server(
      command(here, {"serve", "two.yaml", "--mapper-port", "0", "--listen", "0.0.0.0"}));
  const std::string mapper = address_in(server.await_line("ready"), "mapper");

  const test::Finished listed = ripcord(
      here, {"client", "lookup", "--server", "127.0.0.2" + mapper.substr(mapper.find(':'))});

  EXPECT_THAT(listed.out, HasSubstr("127.0.0.2"));
}

TEST(Serve, says_which_port_it_cannot_have) {
  const test::TemporaryFolder here;
  here.write("two.yaml", std::string(two_services));
  test::BackgroundProgram first(command(here, {"serve", "two.yaml", "--mapper-port", "0"}));
  const std::string mapper = address_in(first.await_line("ready"), "mapper");

  const test::Finished second =
      ripcord(here, {"serve", "two.yaml", "--mapper-port", mapper.substr(mapper.find(':') + 1)});

  EXPECT_EQ(3, second.code);
  EXPECT_THAT(second.err, HasSubstr("cannot listen at " + mapper + ": Address already in use"));
}

TEST(Serve, refuses_a_name_where_an_address_is_due) {
  const test::TemporaryFolder here;

  const test::Finished result = ripcord(here, {"serve", "x.yaml", "--listen", "localhost"});

  EXPECT_EQ(2, result.code);
  EXPECT_EQ("ripcord: --listen: `localhost` is no address in numbers such as 127.0.0.1 or ::1\n",
            result.err);
}

TEST(Serve, needs_a_folder_that_is_there) {
  const test::TemporaryFolder here;
  here.write("two.yaml", std::string(two_services));

  const test::Finished result =
      ripcord(here, {"serve", "two.yaml", "--mapper-port", "0", "--files", "store=nowhere"});

  EXPECT_EQ(3, result.code);
  EXPECT_EQ("ripcord: serve: nowhere: No such file or directory\n", result.err);
}

}  // namespace
}  // namespace ripcord::e2e
