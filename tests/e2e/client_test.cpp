// The program as a client, of the program as a server, on real sockets.
#include "tests/e2e/program.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <string>
#include <utility>
#include <vector>

namespace ripcord::e2e {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::SizeIs;

constexpr std::string_view world =
    "format: 1\n"
    "name: w\n"
    "world:\n"
    "  services:\n"
    "    - { name: greeter, interface: echo, endpoint: dynamic, annotation: Greeter }\n"
    "    - { name: store, interface: backup, endpoint: dynamic }\n"
    "    - name: printer\n"
    "      interface: { name: spool, uuid: 12345678-1234-abcd-ef00-0123456789ab }\n"
    "      endpoint: dynamic\n"
    "      operations: { 1: { reply: '2a00' }, 2: { fault: 0x1c000012 } }\n";

constexpr const char* echo = "60a15ec5-4de8-11d7-a637-005056a20182";
constexpr const char* spool = "12345678-1234-abcd-ef00-0123456789ab";

class ClientTest : public testing::TestWithParam<std::string> {
 protected:
  /// Writes what is served, and returns the scenario's path.
  [[nodiscard]] std::string write_world() const {
    here.write("files/priv.edb", "private");
    here.write("files/pub.edb", "public!");
    return here.write("w.yaml", std::string(world));
  }

  /// An errand to the server, which is asked by its address in `ready`.
  test::Finished client(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "client");
    arguments.insert(arguments.end(), {"--server", address_in(ready, "mapper")});
    return ripcord(here, std::move(arguments));
  }

  test::TemporaryFolder here;
  std::string file = write_world();
  test::BackgroundProgram server{command(
      here,
      {"serve", file, "--mapper-port", "0", "--files", "store=files", "--profile", GetParam()})};
  std::string ready = server.await_line("ready");
};

TEST_P(ClientTest, lists_a_mapper) {
  const json listing = json::parse(client({"lookup", "--format", "json"}).out);

  ASSERT_THAT(listing, SizeIs(3));
  EXPECT_EQ(echo, listing[0].at("uuid"));
  EXPECT_EQ("Greeter", listing[0].at("annotation"));
  EXPECT_EQ("ncacn_ip_tcp", listing[0].at("protocol"));
}

TEST_P(ClientTest, lists_a_mapper_page_by_page) {
  const test::Finished whole = client({"lookup"});
  const test::Finished paged = client({"lookup", "--page", "1"});

  EXPECT_EQ(0, paged.code);
  EXPECT_EQ(whole.out, paged.out);
}

TEST_P(ClientTest, maps_an_interface_to_where_it_is) {
  const std::string port = address_in(ready, "greeter").substr(std::string("127.0.0.1:").size());

  EXPECT_EQ("ncacn_ip_tcp:127.0.0.1[" + port + "]\n", client({"map", echo}).out);
}

TEST_P(ClientTest, says_that_a_listing_is_empty) {
  const test::Finished result = client({"lookup", "--interface", std::string(echo) + ":2.0"});

  EXPECT_EQ(0, result.code);
  EXPECT_THAT(result.err, HasSubstr("has no endpoint of that interface"));
}

TEST_P(ClientTest, says_that_an_interface_is_not_registered) {
  const test::Finished result = client({"map", std::string(echo) + ":2.0"});

  EXPECT_EQ(1, result.code);
  EXPECT_THAT(result.err, HasSubstr("EPT_S_NOT_REGISTERED (1753)"));
}

TEST_P(ClientTest, lets_a_server_tell_of_itself) {
  const json portrait = json::parse(client({"mgmt", "--interface", echo, "--format", "json"}).out);

  EXPECT_EQ("yes", portrait.at("listening"));
  EXPECT_THAT(portrait.at("statistics"), SizeIs(4));
  ASSERT_THAT(portrait.at("interfaces"), SizeIs(2));
  EXPECT_EQ("mgmt", portrait.at("interfaces")[0].at("name"));
  EXPECT_EQ("echo", portrait.at("interfaces")[1].at("name"));
}

TEST_P(ClientTest, prints_the_stub_of_an_answer) {
  EXPECT_EQ("2a00\n", client({"call", spool, "1", "00"}).out);
}

TEST_P(ClientTest, names_the_fault_that_answers) {
  const test::Finished result = client({"call", spool, "2"});

  EXPECT_EQ(1, result.code);
  EXPECT_EQ("", result.out);
  EXPECT_THAT(result.err, HasSubstr("fault nca_s_fault_unspec (0x1c000012)"));
}

TEST_P(ClientTest, calls_where_it_is_told_without_asking_the_mapper) {
  const std::string printer = address_in(ready, "printer");

  const test::Finished result = ripcord(here,
                                        {"client",
                                         "call",
                                         spool,
                                         "1",
                                         "--server",
                                         "127.0.0.1:1",
                                         "--endpoint",
                                         printer.substr(printer.find(':') + 1)});

  EXPECT_EQ("2a00\n", result.out);
}

TEST_P(ClientTest, finds_all_ten_operations_of_echo_right) {
  const test::Finished result = client({"echo", "--size", "20KiB"});

  EXPECT_EQ(0, result.code);
  EXPECT_THAT(result.out, HasSubstr("TestDoublePointer"));
}

TEST_P(ClientTest, brings_the_files_of_a_backup_service) {
  const test::Finished result = client({"backup", "--out", "got"});

  EXPECT_EQ(0, result.code);
  EXPECT_EQ("private", here.read("got/priv.edb"));
  EXPECT_EQ("public!", here.read("got/pub.edb"));
}

TEST_P(ClientTest, prints_the_digests_of_the_files_that_it_was_asked_for) {
  const test::Finished result = client({"backup", "pub.edb"});

  EXPECT_THAT(result.out, testing::MatchesRegex("[0-9a-f]{16} +7  pub.edb\n"));
}

INSTANTIATE_TEST_SUITE_P(Profile,
                         ClientTest,
                         testing::Values("windows", "samba"),
                         [](const auto& instance) { return instance.param; });

TEST(Client, says_that_nobody_answers) {
  const test::TemporaryFolder here;

  // Port 1 of this machine: tcpmux, which nobody runs.
  const test::Finished result = ripcord(here, {"client", "lookup", "--server", "127.0.0.1:1"});

  EXPECT_EQ(3, result.code);
  EXPECT_THAT(result.err, HasSubstr("nobody answers there"));
}

TEST(Client, needs_an_errand) {
  const test::TemporaryFolder here;

  const test::Finished result = ripcord(here, {"client"});

  EXPECT_EQ(2, result.code);
  EXPECT_EQ("ripcord: client: name an errand: lookup, map, mgmt, call, echo, backup\n", result.err);
}

}  // namespace
}  // namespace ripcord::e2e
