#include "harness/run/oracle.hpp"

#include <fmt/format.h>

namespace ripcord::run {
namespace {

/// Calls of that operation that no server knew by their intent.
std::uint64_t unrecognised(const Ledger& ledger, const AnonymousExecutions& executions) {
  std::uint64_t count = 0;
  for (const CallEntry& call : ledger.calls()) {
    const bool same =
        call.interface == executions.interface && call.operation == executions.operation;
    if (same && call.executed == 0) ++count;
  }
  return count;
}

Finding judge(const Facts& facts) {
  for (const CallEntry& call : facts.ledger.calls()) {
    if (call.executed <= 1) continue;
    return {OracleState::violated,
            fmt::format("{} was asked for once and executed {} times",
                        operation_name(call, facts.interfaces),
                        call.executed)};
  }
  // What programs of others asked for is in no book.
  if (!facts.foreign_client.empty()) return {};
  for (const AnonymousExecutions& executions : facts.ledger.anonymous()) {
    const std::uint64_t asked = unrecognised(facts.ledger, executions);
    // mgmt's questions are asked by the client's runtime, not by its user: nobody announces them.
    if (asked == 0 || executions.count <= asked) continue;
    const protocol::InterfaceTable& interfaces = facts.interfaces;
    const std::string_view name =
        interfaces.operation_name(interfaces.find(executions.interface), executions.operation);
    return {OracleState::violated,
            fmt::format(
                "{} was asked for {} times and executed {} times", name, asked, executions.count)};
  }
  return {};
}

}  // namespace

extern const Oracle at_most_once_oracle;
const Oracle at_most_once_oracle{
    .id = "at_most_once",
    .promise = "A server executes what a client's user asked for at most once.",
    .judge = judge,
    .testimony = Testimony::both,
};

}  // namespace ripcord::run
