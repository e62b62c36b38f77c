// Services with one endpoint are one process, which both of them are called in.
#include "harness/peers/dcerpc_cast.hpp"
#include "tests/harness/run/rehearsal.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace ripcord::run {
namespace {

/// An echo service and a store at port 1025, called one after the other, with `rule`.
Rehearsal two_at_one_port(std::string_view rule) {
  std::string text = R"(format: 1
name: one-process
world:
  services:
    - { name: greeter, interface: echo, endpoint: 1025 }
    - { name: store, interface: backup, endpoint: 1025, files: [ { name: a.edb, size: 16KiB } ] }
  clients: { caller: { kind: echo }, user: { kind: backup } }
workload:
  - echo: { client: caller, service: greeter, operation: AddOne }
  - backup: { client: user, service: store }
expect: { all: { outcome: completed } }
)";
  text += rule;
  return {peers::dcerpc_cast(), {.file = "one_process.yaml", .text = text}};
}

TEST(OneProcess, serves_every_interface_at_its_port) {
  const Rehearsal rehearsal = two_at_one_port("");

  EXPECT_EQ(Verdict::passed, rehearsal.play().verdict);
}

TEST(OneProcess, says_what_happens_in_the_voice_of_the_service_concerned) {
  const Rehearsal rehearsal = two_at_one_port(
      "faults: [ { id: r, when: { event: file_closed, service: store },"
      " do: { move_endpoint: {} } } ]\n");

  const RunResult result = rehearsal.play();

  EXPECT_EQ(1U, result.rules.front().fired);
}

TEST(OneProcess, listens_as_long_as_one_of_its_services_does) {
  const Rehearsal rehearsal = two_at_one_port(
      "faults: [ { id: r, when: { event: call_executed, service: greeter },"
      " do: { stop_service: { connections: kept } } } ]\n");

  EXPECT_EQ(world::Outcome::completed, rehearsal.play().ending.outcome);
}

}  // namespace
}  // namespace ripcord::run
