#include "harness/run/oracle.hpp"
#include "harness/run/patience.hpp"

#include <fmt/format.h>

namespace ripcord::run {
namespace {

bool is_complete(const std::optional<world::Ending>& ending) {
  return ending && ending->outcome == world::Outcome::completed;
}

Finding judge(const Facts& facts) {
  // No rule, or only such as make bytes late: what a network does by itself.
  const bool benign = (facts.strikes.symptoms & ~shim::symptom::late) == 0;
  if (!benign || is_complete(facts.ending) || facts.log == nullptr) return {};
  if (!facts.twin) return {OracleState::not_judged, "it cannot be played again without noise"};
  if (!is_complete(facts.twin().ending)) return {};
  if (facts.elapsed >= shortest_patience(facts))
    return {OracleState::not_judged, "it took longer than a client is willing to wait"};
  return {OracleState::violated,
          fmt::format("bytes came late or in other pieces and nothing was lost, yet {} ended with "
                      "error {:#x}",
                      facts.ending ? facts.ending->operation : "a step that never",
                      facts.ending ? facts.ending->error : 0)};
}

}  // namespace

extern const Oracle progress_oracle;
const Oracle progress_oracle{
    .id = "progress",
    .promise = "Delays shorter than a client's patience, and other pieces, change no outcome.",
    .judge = judge,
    .testimony = Testimony::clients,
};

}  // namespace ripcord::run
