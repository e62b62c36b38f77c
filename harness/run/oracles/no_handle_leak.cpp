#include "harness/run/oracle.hpp"

#include <fmt/format.h>

namespace ripcord::run {
namespace {

Finding judge(const Facts& facts) {
  if (facts.open_handles == 0) return {};
  if (!facts.ending) return {OracleState::not_judged, "the workload never ended"};
  if (!facts.silenced.empty()) {
    return {OracleState::not_judged,
            fmt::format("rule {} silenced a connection, so the server could not see its client go",
                        facts.silenced)};
  }
  return {OracleState::violated,
          fmt::format("{} context handle{} still open when every step had ended",
                      facts.open_handles,
                      facts.open_handles == 1 ? " was" : "s were")};
}

}  // namespace

extern const Oracle no_handle_leak_oracle;
const Oracle no_handle_leak_oracle{
    .id = "no_handle_leak",
    .promise =
        "Every context handle that a call created is closed, or run down with its association, "
        "when its step ends.",
    .judge = judge,
    .testimony = Testimony::servers,
};

}  // namespace ripcord::run
