// Exploration finds planted bugs without being told where to look.
#include "harness/explore/explorer.hpp"
#include "tests/harness/explore/searched.hpp"
#include "tests/harness/peers/mutants/mutant_cast.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <ostream>
#include <set>
#include <string>
#include <vector>

namespace ripcord::peers {
namespace {

struct Planted {
  const char* oracle;
  Defect defect;

  friend void PrintTo(const Planted& planted, std::ostream* out) { *out << planted.oracle; }
};

constexpr const char* one_file = R"(format: 1
name: mutant
limits: { steps: 20000 }
world:
  network: { reads: whole }
  services:
    - { name: store, interface: backup, endpoint: dynamic, files: [ { name: a.edb, size: 64KiB } ] }
  clients: { user: { kind: backup } }
workload: [ { backup: { client: user, service: store } } ]
expect: { all: { outcome: completed } }
)";

/// One kind of each sort of harm: an end, silence, a refusal, odd pieces, and a server that is
/// gone.
const std::vector<std::string>& kinds() {
  static const std::vector<std::string> all{"drop", "refuse", "reset", "split", "stop_service"};
  return all;
}

/// The oracles that exploration of a client with `defect` saw violated, in `depth` faults at most.
std::set<std::string> violated(Defect defect, std::uint32_t depth) {
  const MutantCast cast(defect);
  const auto subject = explore::variations(cast, {.file = "mutant.yaml", .text = one_file});
  const explore::Exploration exploration = explore::explored(
      explore::Trials(*subject), subject->scenario(), {.depth = depth, .runs = 2'000}, kinds());
  std::set<std::string> oracles;
  for (const explore::Violation& clean : exploration.clean_violations) oracles.insert(clean.oracle);
  for (const explore::Finding& finding : exploration.findings.all())
    oracles.insert(finding.violation.oracle);
  return oracles;
}

class PlantedBug : public testing::TestWithParam<Planted> {};

TEST_P(PlantedBug, is_found_by_one_fault) {
  EXPECT_TRUE(violated(GetParam().defect, 1).contains(GetParam().oracle));
}

TEST_P(PlantedBug, is_not_found_by_two_where_it_is_not_planted) {
  EXPECT_FALSE(violated(Defect::none, 2).contains(GetParam().oracle));
}

INSTANTIATE_TEST_SUITE_P(Client,
                         PlantedBug,
                         testing::Values(Planted{"no_hang", Defect::hang},
                                         Planted{"at_most_once", Defect::double_execution},
                                         Planted{"bytes_equal", Defect::corruption_swallowed},
                                         Planted{"documented_error", Defect::wrong_error},
                                         Planted{"no_handle_leak", Defect::handle_leak},
                                         Planted{"clean_close", Defect::unclean_close},
                                         Planted{"legal_pdus", Defect::illegal_pdu},
                                         Planted{"recovery", Defect::no_recovery},
                                         Planted{"bounded_effort", Defect::unbounded_retry},
                                         Planted{"progress", Defect::breaks_under_split},
                                         Planted{"isolation", Defect::cross_connection_effect},
                                         Planted{"no_false_success", Defect::false_success}),
                         [](const auto& instance) { return std::string(instance.param.oracle); });

}  // namespace
}  // namespace ripcord::peers
