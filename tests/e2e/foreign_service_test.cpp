#include "tests/e2e/program.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

// Clients of ours at servers that are started for the run, or that run already: `ripcord serve`
// stands for a server of somebody else.
namespace ripcord::e2e {
namespace {

const std::string served =
    "format: 1\nname: served\nworld: { services: [ { name: greeter, interface: echo, endpoint: "
    "dynamic } ] }\n";

/// A client of ours that calls the service once; `service` is where that is.
std::string scene(const std::string& service, const std::string& faults, const std::string& all) {
  return "format: 1\n"
         "name: away\n"
         "transports: [tcp]\n"
         "world:\n"
         "  services: [ { name: greeter, interface: echo, " +
         service +
         " } ]\n"
         "  clients: { caller: { kind: echo, call_timeout: 5s } }\n"
         "faults: [" +
         faults +
         "]\n"
         "workload: [ echo: { client: caller, service: greeter } ]\n"
         "expect: { all: { " +
         all + " } }\n";
}

struct ForeignService : testing::Test {
  ForeignService() { here.write("served.yaml", served); }

  test::Finished play(const std::string& text) {
    here.write("away.yaml", text);
    return ripcord(here, {"run", "away.yaml", "--out", "o"});
  }

  test::TemporaryFolder here;
};

TEST_F(ForeignService, is_dialled_by_a_client_of_ours_where_it_runs_already) {
  test::BackgroundProgram server(command(here, {"serve", "served.yaml", "--mapper-port", "0"}));
  const std::string address = address_in(server.await_line("ready"), "greeter");

  const test::Finished run = play(scene("connect: \"" + address + "\"", "", "outcome: completed"));

  EXPECT_EQ(0, run.code) << run.out << run.err;
}

TEST_F(ForeignService, meets_the_rules_on_the_way_from_a_client_of_ours) {
  test::BackgroundProgram server(command(here, {"serve", "served.yaml", "--mapper-port", "0"}));
  const std::string address = address_in(server.await_line("ready"), "greeter");

  const test::Finished run = play(scene("connect: \"" + address + "\"",
                                        " { id: cut, when: { client: caller, service: greeter, "
                                        "pdu: response }, do: { reset: {} } } ",
                                        "outcome: failed, rules: { cut: { fired: 1 } }"));

  EXPECT_EQ(0, run.code) << run.out << run.err;
}

TEST_F(ForeignService, is_not_accused_of_what_it_cannot_say) {
  const std::string program = command(here, {}).argv.front();

  const test::Finished run =
      play("requires: [python3]\n" +
           scene("server: { command: [\"" + program +
                     "\", serve, served.yaml, --mapper-port, \"0\", --ports, 50000-50099, "
                     "--listen, \"${RIPCORD_HOST}\", --set, "
                     "\"world.services.greeter.endpoint=${RIPCORD_PORT}\"] }",
                 "",
                 "outcome: completed"));

  EXPECT_EQ(0, run.code) << run.out << run.err;
}

TEST_F(ForeignService, is_not_dialled_by_a_scenario_of_a_folder_unless_that_is_asked_for) {
  here.write("pack/away.yaml", scene("connect: \"127.0.0.1:1\"", "", "outcome: completed"));

  const test::Finished run = ripcord(here, {"run", "pack"});

  EXPECT_EQ(4, run.code);
  EXPECT_THAT(run.err, testing::HasSubstr("requires a server that runs already: 1; --live"));
}

}  // namespace
}  // namespace ripcord::e2e
