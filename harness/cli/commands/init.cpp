#include "harness/cli/commands.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <string_view>

namespace ripcord::cli {
namespace {

/// Both variants are as expected in every seed; a test plays it.
constexpr std::string_view first_scenario =
    R"(# A scenario: who is there, what breaks, what they do, and what must come of it.
#
# In this one a service moves to another port while a client is idle. One variant keeps the endpoint that it once asked
# for, the other asks again. Change it until it tells your story, one thing at a time:
#   ripcord check FILE         says what is wrong with it, with line and column
#   ripcord faults             lists what can be broken, `ripcord faults KIND` explains one
#   ripcord run FILE           plays it, every variant and seed
format: 1
name: first-scenario
title: A service that moved fails a client that keeps its endpoint
# Each seed has latencies, read sizes and an order of its own; what is expected must hold for all of them.
seeds: 1..20

# Who is there. Two programs of our own, and between them a shim that can break whatever passes.
world:
  services:
    - name: store
      interface: backup        # or echo, mgmt, or one that you describe under `interfaces`
      endpoint: dynamic        # registered with the endpoint mapper of its host
      files: [ { name: a.edb, size: 64KiB }, { name: b.edb, size: 64KiB } ]
  clients:
    user: { kind: backup }

# What differs between two runs of the same story: best exactly one knob.
variants:
  cached: { world: { clients: { user: { endpoint_policy: cached } } } }
  validated: { world: { clients: { user: { endpoint_policy: validated } } } }

# What breaks: a rule has one `when` (a moment) and one `do` (a fault or an action).
faults:
  - id: store-moves
    when: { event: backup_ended, service: store, nth: 1 }
    do: { move_endpoint: { connections: closed } }

# What clients do, step by step.
workload:
  - backup: { client: user, service: store, files: [a.edb] }
  - sleep: 1s
  - backup: { client: user, service: store, files: [b.edb] }

# What must come of it. `violates` names promises that a variant is meant to break; the list is exact both ways.
expect:
  all: { rules: { store-moves: { fired: 1 } } }
  cached: { outcome: refused, error: 1722, violates: [recovery] }
  validated: { outcome: completed, files: intact, within: 30s }
)";

}  // namespace

ExitCode init_command(const InitOptions& options, Console& console) {
  const std::filesystem::path path(options.path);
  std::error_code error;
  if (std::filesystem::exists(path, error))
    return fail(console, "init", ExitCode::invalid, options.path + " is there already");
  std::ofstream file(path, std::ios::binary);
  file << first_scenario;
  file.close();
  if (!file) return fail(console, "init", ExitCode::environment, "cannot write " + options.path);
  console.out << fmt::format("wrote {0}; play it with\n  ripcord run {0}\n", options.path);
  return ExitCode::as_expected;
}

}  // namespace ripcord::cli
