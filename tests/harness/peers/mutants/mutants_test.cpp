// Every oracle bites: a client with one planted bug violates that oracle and no other, and the same
// client without the bug violates none under the same faults.
#include "harness/run/oracle.hpp"
#include "tests/harness/peers/mutants/mutant_cast.hpp"
#include "tests/harness/run/rehearsal.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace ripcord::peers {
namespace {

/// A bug, the oracle that must find it, and the lines of `faults:` under which it shows.
struct Mutant {
  const char* name;
  Defect defect;
  const char* oracle;
  const char* faults;

  friend void PrintTo(const Mutant& mutant, std::ostream* out) { *out << mutant.name; }
};

constexpr const char* nothing_breaks = "  []\n";
constexpr const char* mapper_is_silent =
    "  - { id: fault, when: { direction: to_client, pdu: response, operation: ept_map, nth: 1 },"
    " do: { drop: {} } }\n";
constexpr const char* answer_to_prepare_is_lost =
    "  - { id: fault, when: { direction: to_client, pdu: response, operation: BackupPrepare, nth: "
    "1 },"
    " do: { reset: {} } }\n";
constexpr const char* answer_to_read_is_lost =
    "  - { id: fault, when: { direction: to_client, pdu: response, operation: BackupRead, nth: 1 },"
    " do: { reset: {} } }\n";
constexpr const char* data_connections_are_refused =
    "  - { id: fault, when: { service: store, connection: 2.. }, do: { refuse: {} } }\n";

constexpr const char* answers_to_prepare_never_come =
    "  - { id: fault, when: { direction: to_client, pdu: response, operation: BackupPrepare },"
    " do: { drop: {} } }\n";
constexpr const char* answers_to_prepare_come_in_pieces =
    "  - { id: fault, when: { direction: to_client, pdu: response, operation: BackupPrepare },"
    " do: { split: { size: 10, pause: 1ms } } }\n";
constexpr const char* service_refuses_for_long =
    "  - { id: fault, when: { service: store, connection: 1..2000 }, do: { refuse: {} } }\n";

constexpr std::array<Mutant, 12> mutants{{
    {"hang", Defect::hang, "no_hang", mapper_is_silent},
    {"double_execution", Defect::double_execution, "at_most_once", answer_to_prepare_is_lost},
    {"corruption_swallowed", Defect::corruption_swallowed, "bytes_equal", answer_to_read_is_lost},
    {"wrong_error", Defect::wrong_error, "documented_error", answers_to_prepare_never_come},
    {"handle_leak", Defect::handle_leak, "no_handle_leak", nothing_breaks},
    {"unclean_close", Defect::unclean_close, "clean_close", nothing_breaks},
    {"illegal_pdu", Defect::illegal_pdu, "legal_pdus", nothing_breaks},
    {"no_recovery", Defect::no_recovery, "recovery", data_connections_are_refused},
    {"unbounded_retry", Defect::unbounded_retry, "bounded_effort", service_refuses_for_long},
    {"breaks_under_split",
     Defect::breaks_under_split,
     "progress",
     answers_to_prepare_come_in_pieces},
    {"cross_connection_effect",
     Defect::cross_connection_effect,
     "isolation",
     answer_to_read_is_lost},
    {"false_success", Defect::false_success, "no_false_success", data_connections_are_refused},
}};

/// Plays a backup of one file under `faults` by a client with the bug `planted`.
std::vector<std::string> violated(Defect planted, std::string_view faults) {
  std::string text = R"(format: 1
name: mutant
world:
  network: { reads: whole }
  services:
    - { name: store, interface: backup, endpoint: dynamic, files: [ { name: a.edb, size: 64KiB } ] }
  clients: { user: { kind: backup } }
workload: [ { backup: { client: user, service: store } } ]
expect: { all: { outcome: completed } }
faults:
)";
  text += faults;
  const MutantCast cast(planted);
  const run::Rehearsal rehearsal(cast, {.file = "mutant.yaml", .text = text});
  return run::violated_by(rehearsal.play());
}

class Mutants : public testing::TestWithParam<Mutant> {};

TEST_P(Mutants, violates_its_oracle_and_no_other) {
  const Mutant& mutant = GetParam();

  EXPECT_EQ((std::vector<std::string>{mutant.oracle}), violated(mutant.defect, mutant.faults));
}

TEST_P(Mutants, violates_nothing_without_its_bug) {
  EXPECT_EQ(std::vector<std::string>{}, violated(Defect::none, GetParam().faults));
}

std::string name_of(const testing::TestParamInfo<Mutant>& mutant) { return mutant.param.name; }

INSTANTIATE_TEST_SUITE_P(Client, Mutants, testing::ValuesIn(mutants), name_of);

TEST(Oracles, have_a_mutant_each) {
  std::vector<std::string_view> bitten;
  for (const Mutant& mutant : mutants) bitten.emplace_back(mutant.oracle);
  std::vector<std::string_view> known;
  for (const run::Oracle* oracle : run::oracles()) known.push_back(oracle->id);

  EXPECT_EQ(known, bitten);
}

}  // namespace
}  // namespace ripcord::peers
