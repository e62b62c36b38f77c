// Servers of others that have an endpoint mapper of their own: the program itself, as `serve`.
#include "tests/e2e/program.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <signal.h>

#include <memory>
#include <string>

namespace ripcord::e2e {
namespace {

using testing::HasSubstr;

constexpr std::string_view served =
    "format: 1\nname: served\nworld:\n  services:\n"
    "    - { name: greeter, interface: echo, endpoint: dynamic }\n";

/// A scenario around a server of others; `started` and `dialled` say how it is reached.
std::string scene(std::string_view server, std::string_view rest) {
  const test::TemporaryFolder here;
  return fmt::format(
      "format: 1\nname: abroad\ntransports: [tcp]\nrequires: [python3]\n"
      "world:\n"
      "  services: [ {{ name: other, interface: epmapper, {} }} ]\n"
      "  clients:\n"
      "    guest: {{ kind: foreign, client: {{ command: [{}, client, echo, --server, "
      "\"${{RIPCORD_MAPPER_HOST}}:${{RIPCORD_MAPPER_PORT}}\", --operation, AddOne] }} }}\n"
      "    caller: {{ kind: caller }}\n"
      "{}\n",
      server,
      command(here, {}).argv.front(),
      rest);
}

const std::string cut =
    "faults: [ { id: cut, when: { interface: echo, operation: AddOne, pdu: response }, do: { "
    "reset: "
    "{} } } ]\n";

class ForeignMapper : public testing::Test {
 protected:
  ForeignMapper() { here_.write("served.yaml", std::string(served)); }

  /// A server that a run starts.
  [[nodiscard]] std::string started() const {
    return fmt::format(
        "server: {{ command: [{}, serve, \"${{RIPCORD_FOLDER}}/served.yaml\", --listen, "
        "\"${{RIPCORD_HOST}}\", --mapper-port, \"${{RIPCORD_PORT}}\"], ready: ^ready }}",
        command(here_, {}).argv.front());
  }
  /// A server that runs already.
  [[nodiscard]] std::string running() {
    server_ = std::make_unique<test::BackgroundProgram>(
        command(here_, {"serve", "served.yaml", "--mapper-port", "0"}));
    return fmt::format("connect: \"{}\"", address_in(server_->await_line("ready"), "mapper"));
  }
  [[nodiscard]] test::Finished play(const std::string& server, std::string_view rest) {
    here_.write("abroad.yaml", scene(server, rest));
    return ripcord(here_, {"run", "abroad.yaml", "--out", "o"});
  }

  test::TemporaryFolder here_;
  std::unique_ptr<test::BackgroundProgram> server_;
};

constexpr std::string_view guest_completes =
    "workload: [ run: { client: guest } ]\n"
    "expect: { all: { outcome: completed } }";
constexpr std::string_view guest_is_cut =
    "workload: [ run: { client: guest } ]\n"
    "expect: { all: { outcome: failed, rules: { cut: { fired: 1.. } } } }";
constexpr std::string_view caller_is_cut =
    "workload: [ call: { client: caller, interface: echo, operation: AddOne, stub: 29000000 } ]\n"
    "expect: { all: { outcome: failed, rules: { cut: { fired: 1.. } } } }";

TEST_F(ForeignMapper, is_where_a_program_finds_a_service) {
  const test::Finished run = play(started(), guest_completes);

  EXPECT_EQ(0, run.code) << run.out << run.err;
}

TEST_F(ForeignMapper, does_not_lead_a_program_past_the_rules) {
  const test::Finished run = play(started(), cut + std::string(guest_is_cut));

  EXPECT_EQ(0, run.code) << run.out << run.err;
}

TEST_F(ForeignMapper, does_not_lead_a_program_past_the_rules_where_the_server_runs_already) {
  const test::Finished run = play(running(), cut + std::string(guest_is_cut));

  EXPECT_EQ(0, run.code) << run.out << run.err;
}

TEST_F(ForeignMapper, does_not_lead_a_client_of_ours_past_the_rules) {
  const test::Finished run = play(started(), cut + std::string(caller_is_cut));

  EXPECT_EQ(0, run.code) << run.out << run.err;
}

TEST_F(ForeignMapper, does_not_lead_a_client_of_ours_past_the_rules_where_the_server_runs_already) {
  const test::Finished run = play(running(), cut + std::string(caller_is_cut));

  EXPECT_EQ(0, run.code) << run.out << run.err;
}

TEST_F(ForeignMapper, answers_by_rules_for_the_mapper) {
  const test::Finished run =
      play(started(),
           "faults: [ { id: unknown, when: { service: mapper, operation: ept_map, pdu: response }, "
           "do: { answer_not_registered: {} } } ]\n"
           "workload: [ run: { client: guest } ]\n"
           "expect: { all: { outcome: failed, rules: { unknown: { fired: 1.. } } } }");

  EXPECT_EQ(0, run.code) << run.out << run.err;
}

TEST_F(ForeignMapper, cannot_be_stopped_by_an_action) {
  const test::Finished run =
      play(started(),
           "faults: [ { id: stop, when: { service: mapper, operation: ept_map, pdu: response }, "
           "do: { stop_mapper: { service: other } } } ]\n" +
               std::string(guest_completes));

  EXPECT_NE(0, run.code);
  EXPECT_THAT(run.out + run.err, HasSubstr("somebody else's"));
}

}  // namespace
}  // namespace ripcord::e2e
