#include "harness/run/broken_connections.hpp"
#include "harness/run/oracle.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace ripcord::run {
namespace {

bool is_undocumented(const Facts& facts, std::uint32_t error) {
  // Where time passes by itself, anything may be late.
  const shim::Symptoms late = facts.real_time ? shim::symptom::late : shim::Symptoms{0};
  return error != 0 && !facts.cast->documents(facts.strikes.symptoms | late, error);
}

/// Whether servers, on their own account, showed clients something else that documents `error`.
bool comes_of_servers(const Facts& facts, std::uint32_t error) {
  const shim::Symptoms ends = facts.strikes.symptoms | shim::symptom::ended;
  return facts.log != nullptr && facts.cast->documents(ends, error) &&
         BrokenConnections(*facts.log).any_by_server();
}

/// What it means that `operation` ended with an error that no fault accounts for.
Finding undocumented(const Facts& facts, std::string_view operation, std::uint32_t error) {
  if (comes_of_servers(facts, error)) return {};
  if (!facts.twin)
    return {OracleState::not_judged,
            "it cannot be played again to see which errors come without faults"};
  const Twin& twin = facts.twin();
  const bool comes_by_itself = (twin.ending && twin.ending->error == error) ||
                               std::ranges::find(twin.errors, error) != twin.errors.end();
  if (comes_by_itself) return {};
  return {OracleState::violated,
          fmt::format("{} ended with error {} ({:#x}), which none of the faults accounts for",
                      operation.empty() ? "a call" : operation,
                      error,
                      error)};
}

Finding judge(const Facts& facts) {
  // What peers report where nothing was broken is the scenario's own business.
  if (!facts.faults_fired || facts.cast == nullptr) return {};
  // Under noise that nobody need notice any error is one too many: that is for `progress` to say.
  if ((facts.strikes.symptoms & ~shim::symptom::late) == 0) return {};
  // Who crashed reported nothing.
  if (facts.ending && facts.ending->outcome == world::Outcome::crashed) return {};
  const Time end_of_workload = Time{} + facts.elapsed;
  for (const CallEntry& call : facts.ledger.calls()) {
    // What follows is the probe, whose failure is for `recovery` to judge.
    if (call.started >= end_of_workload) break;
    if (!is_undocumented(facts, call.status)) continue;
    Finding finding = undocumented(facts, operation_name(call, facts.interfaces), call.status);
    if (finding.state != OracleState::held) return finding;
  }
  if (!facts.ending || !is_undocumented(facts, facts.ending->error)) return {};
  return undocumented(facts, facts.ending->operation, facts.ending->error);
}

}  // namespace

extern const Oracle documented_error_oracle;
const Oracle documented_error_oracle{
    .id = "documented_error",
    .promise = "An error that a client reports is one that is documented for what it was shown.",
    .judge = judge,
    .testimony = Testimony::clients,
};

}  // namespace ripcord::run
