#include "harness/run/oracle.hpp"

#include <fmt/format.h>

namespace ripcord::run {
namespace {

bool claimed_unseen(const CallEntry& call) {
  return call.finished && call.status == 0 && call.executed == 0;
}

/// How often servers executed `call`'s operation for callers that they could not tell apart.
std::uint64_t anonymous_executions(const Ledger& ledger, const CallEntry& call) {
  for (const AnonymousExecutions& executions : ledger.anonymous()) {
    const bool same =
        call.interface == executions.interface && executions.operation == call.operation;
    if (same) return executions.count;
  }
  return 0;
}

std::uint64_t claims_like(const Ledger& ledger, const CallEntry& call) {
  std::uint64_t count = 0;
  for (const CallEntry& other : ledger.calls()) {
    const bool same = other.interface == call.interface && other.operation == call.operation;
    if (same && claimed_unseen(other)) ++count;
  }
  return count;
}

Finding judge(const Facts& facts) {
  if (!facts.unfounded.empty()) return {OracleState::violated, facts.unfounded};
  const CallEntry* checked = nullptr;
  for (const CallEntry& call : facts.ledger.calls()) {
    if (!claimed_unseen(call) || !call.interface || !is_ours(call, facts)) continue;
    // Calls of one operation mostly come in a row: what was found of the last holds for this one.
    if (checked != nullptr && checked->interface == call.interface &&
        checked->operation == call.operation)
      continue;
    checked = &call;
    const std::uint64_t executed = anonymous_executions(facts.ledger, call);
    const std::uint64_t claimed = claims_like(facts.ledger, call);
    if (claimed <= executed) continue;
    return {OracleState::violated,
            fmt::format("{} reported success {} times more than servers executed it",
                        operation_name(call, facts.interfaces),
                        claimed - executed)};
  }
  return {};
}

}  // namespace

extern const Oracle no_false_success_oracle;
const Oracle no_false_success_oracle{
    .id = "no_false_success",
    .promise =
        "A client reports success only for what a server executed, and for files that it received.",
    .judge = judge,
    .testimony = Testimony::both,
};

}  // namespace ripcord::run
