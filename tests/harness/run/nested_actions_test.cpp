// An action that another one sets off.
#include "harness/peers/dcerpc_cast.hpp"
#include "tests/harness/run/rehearsal.hpp"

#include <gtest/gtest.h>

namespace ripcord::run {
namespace {

constexpr const char* moved_and_restarted = R"(format: 1
name: moved-and-restarted
world:
  services:
    - { name: store, interface: backup, endpoint: dynamic, files: [ { name: a.edb, size: 16KiB } ] }
  clients: { user: { kind: backup } }
workload: [ { backup: { client: user, service: store } } ]
expect: { all: { outcome: completed } }
faults:
  - { id: move, when: { event: file_closed, nth: 1 }, do: { move_endpoint: {} } }
  - { id: restart, when: { event: server_stopped, nth: 1 }, do: { restart_service: {} } }
)";

TEST(NestedActions, begin_when_what_set_them_off_is_done) {
  const Rehearsal rehearsal(peers::dcerpc_cast(), {.file = "x.yaml", .text = moved_and_restarted});
  const RunResult result = rehearsal.play();

  EXPECT_EQ(Verdict::passed, result.verdict);
}

}  // namespace
}  // namespace ripcord::run
