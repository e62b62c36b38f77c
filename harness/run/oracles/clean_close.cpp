#include "harness/run/oracle.hpp"

#include <fmt/format.h>

namespace ripcord::run {
namespace {

Finding judge(const Facts& facts) {
  if (facts.open_connections == 0) return {};
  if (!facts.ending) return {OracleState::not_judged, "the workload never ended"};
  if (!facts.silenced.empty()) {
    return {OracleState::not_judged,
            fmt::format("rule {} silenced a connection, so the server could not see its client go",
                        facts.silenced)};
  }
  return {OracleState::violated,
          fmt::format("{} connection{} still open after every client had closed",
                      facts.open_connections,
                      facts.open_connections == 1 ? " was" : "s were")};
}

}  // namespace

extern const Oracle clean_close_oracle;
const Oracle clean_close_oracle{
    .id = "clean_close",
    .promise = "When its work is done a client leaves no connection open.",
    .judge = judge,
    .testimony = Testimony::servers,
};

}  // namespace ripcord::run
