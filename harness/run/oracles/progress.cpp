#include "harness/run/oracle.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace ripcord::run {
namespace {

/// The shortest time that a client of the scenario waits before it gives up.
Duration shortest_patience(const Facts& facts) {
  Duration shortest = Duration::max();
  for (const scenario::ClientSpec& client : facts.client_specs) {
    const std::array limits{client.read_wait,
                            client.call_timeout,
                            client.connect_timeout,
                            client.bind_timeout,
                            client.mapper_timeout};
    for (const scenario::TimeLimit& limit : limits)
      shortest = std::min(shortest, limit.value_or(shortest));
  }
  return shortest;
}

bool is_complete(const std::optional<world::Ending>& ending) {
  return ending && ending->outcome == world::Outcome::completed;
}

Finding judge(const Facts& facts) {
  // No rule, or only such as make bytes late: what a network does by itself.
  const bool benign = (facts.strikes.symptoms & ~shim::symptom::late) == 0;
  if (!benign || is_complete(facts.ending) || facts.log == nullptr) return {};
  if (!facts.twin) return {OracleState::not_judged, "only in sim can it be played without noise"};
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
