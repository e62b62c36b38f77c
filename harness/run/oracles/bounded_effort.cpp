#include "harness/run/oracle.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace ripcord::run {
namespace {

/// What one round of trying may cost: as many towers as a mapper ever names in earnest.
constexpr std::uint64_t tries_of_a_round_max = 64;

/// A call may be tried as often as the client's `retries` says, and each time its binding may.
std::uint64_t tries_max(const Facts& facts) {
  std::uint64_t retries = 0;
  for (const scenario::ClientSpec& client : facts.client_specs)
    retries = std::max<std::uint64_t>(retries, client.retries);
  return (1 + retries) * (1 + retries) * tries_of_a_round_max;
}

Finding judge(const Facts& facts) {
  for (const Effort& effort : facts.ledger.efforts()) {
    if (effort.most <= tries_of_a_round_max || effort.most <= tries_max(facts)) continue;
    return {OracleState::violated,
            fmt::format("a client made {} tries for one call; its retries allow {}",
                        effort.most,
                        tries_max(facts))};
  }
  return {};
}

}  // namespace

extern const Oracle bounded_effort_oracle;
const Oracle bounded_effort_oracle{
    .id = "bounded_effort",
    .promise = "A client tries no more often for one call than its own limits allow.",
    .judge = judge,
    .testimony = Testimony::clients,
};

}  // namespace ripcord::run
