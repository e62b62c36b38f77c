#include "harness/run/oracle.hpp"

#include <fmt/format.h>

namespace ripcord::run {
namespace {

Finding judge(const Facts& facts) {
  if (!facts.probe) {
    if (facts.no_probe.empty()) return {};
    return {OracleState::not_judged, facts.no_probe};
  }
  if (facts.probe->outcome == world::Outcome::completed) return {};
  return {OracleState::violated,
          fmt::format("with every fault gone and every service back, the same client still ended "
                      "{} in {} (error {:#x})",
                      scenario::outcome_word(facts.probe->outcome),
                      facts.probe->operation,
                      facts.probe->error)};
}

}  // namespace

extern const Oracle recovery_oracle;
const Oracle recovery_oracle{
    .id = "recovery",
    .promise =
        "After the last fault a fresh request through the same client, with what it has cached, "
        "succeeds.",
    .judge = judge,
};

}  // namespace ripcord::run
