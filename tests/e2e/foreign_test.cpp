#include "tests/e2e/program.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <string>

// Programs of others in scenarios: tests/e2e/programs, which know nothing of ripcord.
namespace ripcord::e2e {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

/// A scenario of one foreign client `probe` and the service `echo`; `command` and `service` are
/// what stands in the brackets, `rest` begins a line.
struct Scene {
  std::string command;
  std::string service = "interface: echo";
  /// Clients beside it, each with a comma behind it.
  std::string others;
  std::string rest =
      "workload: [ run: { client: probe, service: echo } ]\n"
      "expect: { all: { outcome: completed } }\n";
};

std::string text(const Scene& scene) {
  return "format: 1\n"
         "name: probe\n"
         "transports: [tcp]\n"
         "requires: [python3]\n"
         "world:\n"
         "  services: [ { name: echo, " +
         scene.service +
         " } ]\n"
         "  clients: { " +
         scene.others + "probe: { kind: foreign, client: { command: [" + scene.command +
         "], env: { TOKEN: { from_env: PROBE_TOKEN } } } } }\n" + scene.rest;
}

const std::string programs = std::string(RIPCORD_SOURCE_DIR) + "/tests/e2e/programs/";
/// A client that asks for one more than 41 and prints the answer.
const std::string add_one =
    "python3, " + programs + "add_one.py, \"${RIPCORD_HOST}\", \"${RIPCORD_PORT}\"";

struct ForeignRun : testing::Test {
  test::Finished play(const Scene& scene, std::vector<std::string> more = {}) {
    here.write("probe.yaml", text(scene));
    more.insert(more.begin(), {"run", "probe.yaml", "--out", "o"});
    test::Command started = command(here, std::move(more));
    started.environment.emplace_back("PROBE_TOKEN=hunter2");
    return test::run_to_end(started);
  }
  [[nodiscard]] json result() const {
    return json::parse(here.read("o/result.json")).at("runs").at(0);
  }
  [[nodiscard]] std::string state_of(const std::string& oracle) const {
    const json run = result();
    for (const json& report : run.at("oracles")) {
      if (report.at("id") == oracle) return report.at("state");
    }
    return "unknown";
  }

  test::TemporaryFolder here;
};

TEST_F(ForeignRun, reaches_a_service_of_ours_and_is_judged_by_what_it_wrote) {
  const test::Finished run = play(
      {.command = add_one,
       .rest =
           "workload: []\n"
           "expect: { all: { outcome: completed, exit_code: 0, stdout: { matches: \"^answer "
           "42$\" }, stderr: { lacks: . }, cpu: 10s, peak_memory: 1GiB, duration: 0s..30s } }\n"});

  EXPECT_EQ(0, run.code) << run.out << run.err;
}

TEST_F(ForeignRun, meets_the_rules_on_its_way) {
  const test::Finished run =
      play({.command = add_one,
            .rest = "faults: [ { id: cut, when: { client: probe, service: echo, pdu: response, "
                    "operation: AddOne }, do: { reset: {} } } ]\n"
                    "workload: [ run: { client: probe, service: echo } ]\n"
                    "expect: { all: { outcome: failed, exit_code: 1, stderr: ConnectionResetError, "
                    "rules: { cut: { fired: 1 } } } }\n"});

  EXPECT_EQ(0, run.code) << run.out << run.err;
}

TEST_F(ForeignRun, is_not_answered_by_the_kernel_where_a_port_was_taken_over_by_somebody_full) {
  const test::Finished run = play(
      {.command =
           "python3, " + programs + "call_and_dial.py, \"${RIPCORD_HOST}\", \"${RIPCORD_PORT}\"",
       .rest =
           "faults: [ { id: hangs, when: { service: echo, pdu: response, operation: AddOne }, "
           "do: { take_over_port: { by: full, connections: kept } } } ]\n"
           "workload: [ run: { client: probe, service: echo } ]\n"
           "expect: { all: { outcome: completed, stdout: { matches: \"^nobody answers$\" } } }\n"});

  EXPECT_EQ(0, run.code) << run.out << run.err;
}

TEST_F(ForeignRun, is_not_answered_by_a_host_that_was_cut_off) {
  const test::Finished run = play(
      {.command = "python3, " + programs + "dial.py, \"${RIPCORD_HOST}\", \"${RIPCORD_PORT}\"",
       .others = "ours: { kind: echo, call_timeout: 1s }, ",
       .rest = "faults: [ { id: cable, when: { client: ours, pdu: response, operation: AddOne }, "
               "do: { cut_host: { service: echo } } } ]\n"
               "workload: [ call: { client: ours, service: echo, interface: echo, "
               "operation: AddOne, stub: \"00000000\" }, "
               "run: { client: probe, service: echo } ]\n"
               "expect: { all: { outcome: completed, clients: { probe: { stdout: { matches: "
               "\"^nobody answers$\" } } } } }\n"});

  EXPECT_EQ(0, run.code) << run.out << run.err;
}

TEST_F(ForeignRun, leaves_unjudged_what_the_wire_does_not_show) {
  ASSERT_EQ(0, play({.command = add_one}).code);

  EXPECT_EQ("not_judged", state_of("no_false_success"));
  EXPECT_EQ("held", state_of("clean_close"));
}

TEST_F(ForeignRun, has_hung_when_it_does_not_end_in_time) {
  const test::Finished run =
      play({.command = "sleep, \"1000\"",
            .rest = "workload: [ run: { client: probe, timeout: 50ms } ]\n"
                    "expect: { all: { outcome: hung, violates: [no_hang] } }\n"});

  EXPECT_EQ(0, run.code) << run.out << run.err;
}

TEST_F(ForeignRun, has_crashed_when_a_signal_ends_it) {
  const test::Finished run = play({.command = "sh, -c, \"kill -SEGV $$\"",
                                   .rest = "workload: []\n"
                                           "expect: { all: { outcome: crashed } }\n"});

  EXPECT_EQ(0, run.code) << run.out << run.err;
}

TEST_F(ForeignRun, shows_its_last_words_in_a_failure) {
  const test::Finished run = play({.command = "sh, -c, \"echo no such user >&2; exit 9\""});

  EXPECT_EQ(1, run.code);
  EXPECT_THAT(run.out, HasSubstr("exited with 9: no such user"));
}

TEST_F(ForeignRun, prints_what_it_starts_before_it_starts_it) {
  const test::Finished run = play({.command = "sh, -c, \"exit 0\""});

  EXPECT_THAT(run.err, HasSubstr("starts client probe: sh -c 'exit 0' (TOKEN=***)\n"));
}

TEST_F(ForeignRun, shows_a_secret_nowhere) {
  const test::Finished run =
      play({.command = "sh, -c, \"echo my $TOKEN; exit 1\""}, {"--set", "title=hunter2"});

  EXPECT_THAT(run.out, HasSubstr("exited with 1: my ***"));
  EXPECT_THAT(run.out + run.err, Not(HasSubstr("hunter2")));
  EXPECT_THAT(here.read("o/result.json"), Not(HasSubstr("hunter2")));
  EXPECT_THAT(here.read("o/junit.xml"), Not(HasSubstr("hunter2")));
  EXPECT_THAT(here.read("o/summary.md"), Not(HasSubstr("hunter2")));
}

TEST_F(ForeignRun, leaves_what_it_wrote_in_the_run_folder) {
  ASSERT_EQ(0, play({.command = "sh, -c, \"echo found $TOKEN; echo beware >&2\""}).code);

  const json files = result().at("artifacts").at("programs");
  EXPECT_EQ("probe/base/tcp-1/programs/probe-1.stdout.txt", files.at(0));
  EXPECT_EQ("found ***\n", here.read("o/" + files.at(0).get<std::string>()));
  EXPECT_EQ("beware\n", here.read("o/" + files.at(1).get<std::string>()));
}

TEST_F(ForeignRun, is_an_error_of_the_environment_without_its_program) {
  const test::Finished run = play({.command = "no-such-program"});

  EXPECT_EQ(3, run.code);
  EXPECT_THAT(run.err, HasSubstr("client probe: no-such-program: command not found"));
}

TEST_F(ForeignRun, is_refused_where_a_variable_is_not_set) {
  const test::Finished run = play({.command = "echo, \"${RIP_UNSET_VARIABLE}\""});

  EXPECT_EQ(2, run.code);
  EXPECT_THAT(run.err, HasSubstr("the environment variable `RIP_UNSET_VARIABLE` is not set"));
}

TEST_F(ForeignRun, is_left_out_of_a_folder_unless_it_is_asked_for) {
  here.write("pack/probe.yaml", text({.command = "touch, started"}));

  const test::Finished run = ripcord(here, {"run", "pack"});

  EXPECT_EQ(4, run.code);
  EXPECT_THAT(run.err,
              HasSubstr("requires python3: 1; --live runs what requires foreign programs"));
}

TEST_F(ForeignRun, starts_nothing_when_it_is_only_checked) {
  here.write("probe.yaml", text({.command = "touch, started"}));

  EXPECT_EQ(0, ripcord(here, {"check", "probe.yaml"}).code);
  EXPECT_FALSE(here.has("started"));
}

/// A server of somebody else that answers each connection with what it got.
const std::string parrot = "python3, " + programs +
                           "parrot.py, \"${RIPCORD_HOST}\", "
                           "\"${RIPCORD_PORT}\"";
const std::string talk =
    "python3, " + programs + "talk.py, \"${RIPCORD_HOST}\", \"${RIPCORD_PORT}\", hello";
const std::string other_interface =
    "interface: { name: parrot, uuid: 12345678-1234-abcd-ef00-0123456789ab }, ";

TEST_F(ForeignRun, reaches_a_server_of_somebody_else_once_that_is_up) {
  const test::Finished run =
      play({.command = talk,
            .service = other_interface + "server: { command: [" + parrot + "] }",
            .rest = "workload: []\n"
                    "expect: { all: { outcome: completed, stdout: \"heard hello\" } }\n"});

  EXPECT_EQ(0, run.code) << run.out << run.err;
}

TEST_F(ForeignRun, leaves_what_its_server_wrote_in_the_run_folder) {
  ASSERT_EQ(0,
            play({.command = talk,
                  .service = other_interface + "server: { command: [" + parrot + "] }",
                  .rest = "workload: []\nexpect: { all: { outcome: completed } }\n"})
                .code);

  EXPECT_THAT(here.read("o/probe/base/tcp-1/programs/echo.stdout.txt"), HasSubstr("listening on"));
}

TEST_F(ForeignRun, believes_what_a_server_says_of_itself) {
  const test::Finished run =
      play({.command = talk,
            .service = other_interface + "server: { command: [" + parrot +
                       "], ready: \"^listening on [0-9]+\" }",
            .rest = "workload: []\n"
                    "expect: { all: { outcome: completed, stdout: \"heard hello\" } }\n"});

  EXPECT_EQ(0, run.code) << run.out << run.err;
}

TEST_F(ForeignRun, meets_the_rules_on_its_way_to_a_server_that_runs_already) {
  here.write("served.yaml",
             "format: 1\nname: served\nworld: { services: [ { name: greeter, interface: echo, "
             "endpoint: dynamic } ] }\n");
  test::BackgroundProgram server(command(here, {"serve", "served.yaml", "--mapper-port", "0"}));
  const std::string address = address_in(server.await_line("ready"), "greeter");

  const test::Finished run =
      play({.command = add_one,
            .service = "interface: echo, connect: \"" + address + "\"",
            .rest = "faults: [ { id: cut, when: { client: probe, service: echo, pdu: response, "
                    "operation: AddOne }, do: { reset: {} } } ]\n"
                    "workload: [ run: { client: probe, service: echo } ]\n"
                    "expect: { all: { outcome: failed, exit_code: 1, rules: { cut: { fired: 1 } } "
                    "} }\n"});

  EXPECT_EQ(0, run.code) << run.out << run.err;
}

TEST_F(ForeignRun, is_an_error_of_the_environment_without_its_server) {
  const test::Finished run = play(
      {.command = talk,
       .service = other_interface + "server: { command: [sh, -c, \"echo no licence; exit 4\"] }",
       .rest = "workload: []\nexpect: { all: { outcome: completed } }\n"});

  EXPECT_EQ(3, run.code);
  EXPECT_THAT(run.out,
              HasSubstr("service echo: its program exited with 4 before it was ready: no licence"));
}

}  // namespace
}  // namespace ripcord::e2e
