// A bug that shows under one seed of a hundred is found at that rate.
#include "harness/peers/client_role.hpp"
#include "harness/stage/sim_venue.hpp"
#include "tests/harness/peers/mutants/mutant_cast.hpp"
#include "tests/harness/run/rehearsal.hpp"
#include "transports/base/hash.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>

namespace ripcord::peers {
namespace {

constexpr std::uint64_t one_in = 100;
constexpr std::uint64_t seeds = 3'000;

/// Whether the canary sings: under each seed with a chance of its own.
bool is_bad(std::uint64_t seed) { return mix(0x63616e617279, seed) % one_in == 0; }

/// Clients that leave their connections open where the seed is a bad one.
class CanaryCast final : public MutantCast {
 public:
  CanaryCast() : MutantCast(Defect::none) {}

  [[nodiscard]] std::unique_ptr<world::Client> client(
      const world::Setting& setting, const scenario::ClientSpec& spec) const override {
    const Defect defect = is_bad(setting.seed) ? Defect::unclean_close : Defect::none;
    return make_client(setting, spec, {.planted = defect});
  }
};

constexpr const char* one_call = R"(format: 1
name: canary
world:
  services: [ { name: store, interface: backup, endpoint: dynamic, files: [ { name: a.edb, size: 1KiB } ] } ]
  clients: { user: { kind: backup } }
workload: [ { backup: { client: user, service: store } } ]
expect: { all: { outcome: completed } }
)";

std::uint64_t found() {
  const CanaryCast cast;
  const run::Rehearsal rehearsal(cast, {.file = "canary.yaml", .text = one_call});
  std::uint64_t count = 0;
  for (std::uint64_t seed = 1; seed <= seeds; ++seed)
    if (!run::violated_by(rehearsal.play(seed)).empty()) ++count;
  return count;
}

std::uint64_t planted() {
  std::uint64_t count = 0;
  for (std::uint64_t seed = 1; seed <= seeds; ++seed)
    if (is_bad(seed)) ++count;
  return count;
}

/// How far from its mean the number of bad seeds may be: four standard deviations of the binomial
/// distribution, which one run of sixteen thousand would leave if seeds were drawn.
double allowance() {
  constexpr double rate = 1.0 / one_in;
  return 4 * std::sqrt(static_cast<double>(seeds) * rate * (1 - rate));
}

TEST(Canary, is_heard_whenever_it_sings) { EXPECT_EQ(planted(), found()); }

TEST(Canary, sings_as_often_as_one_seed_of_a_hundred_allows) {
  constexpr double mean = static_cast<double>(seeds) / one_in;

  EXPECT_NEAR(mean, static_cast<double>(found()), allowance());
}

}  // namespace
}  // namespace ripcord::peers
