#pragma once

#include "harness/report/coverage.hpp"
#include "harness/report/folder.hpp"
#include "harness/report/json_writer.hpp"
#include "harness/report/tally.hpp"

#include <boost/system/result.hpp>

#include <cstdint>
#include <set>
#include <string>
#include <vector>

namespace ripcord::report {

/// What one exploration came to, as result.json has it: nothing of how long it took, or on how many
/// threads, so that equal explorations have equal records.
struct ExplorationRecord {
  /// What became of the schedules of so many faults. `planned` were to be played; what was not
  /// planned is counted by the reason.
  struct Level {
    std::uint32_t depth = 0;
    std::uint64_t planned = 0;
    std::uint64_t played = 0;
    std::uint64_t unjudged = 0;
    std::uint64_t without_effect = 0;
    std::uint64_t same_state = 0;
    std::uint64_t insensitive = 0;
    std::uint64_t represented = 0;
    std::uint64_t beyond_limit = 0;
  };
  /// A kind at a class of point: choices that were played, those that struck, and the runs whose
  /// workload did not complete or that broke a promise.
  struct Cell {
    std::string kind;
    PointClass point = PointClass::connect;
    std::uint64_t played = 0;
    std::uint64_t struck = 0;
    std::uint64_t noticed = 0;
    std::uint64_t violated = 0;
  };
  /// All failures of one signature.
  struct Finding {
    std::string signature;
    std::string oracle;
    std::string reason;
    std::uint64_t runs = 0;
    /// A replay below the run folder.
    std::string replay;
    /// What strikes in it.
    std::vector<std::string> choices;
    /// In real time: how often it failed so, of how often it was played to find out. 0 = nobody
    /// needed to find out.
    struct Confirmed {
      std::uint32_t failures = 0;
      std::uint32_t plays = 0;
    };
    Confirmed confirmed;
  };
  /// A fault that says what is not true: nobody who believes it is held to the oracle.
  struct Lie {
    std::string fault;
    std::string oracle;
    std::string reason;
  };
  struct LeftOut {
    std::string kind;
    std::string reason;
  };

  std::string scenario;
  std::string variant;
  /// The variant that shows which failures are needless; empty = none.
  std::string against;
  /// Where it was played, if that was in real time; empty = in sim.
  std::string transport;
  std::uint64_t digest = 0;
  std::uint64_t seed = 1;
  std::uint32_t depth = 1;
  /// The kinds that were asked for; empty = all.
  std::vector<std::string> kinds;
  /// Into how many parts the first level was divided, and which of them this is, from 1.
  std::uint32_t part_count = 1;
  std::set<std::uint32_t> parts;

  /// Places where the clean run could be struck.
  std::uint64_t points = 0;
  /// Runs that were played and judged, the clean one and the random ones included, and those of
  /// them that broke a promise.
  std::uint64_t runs = 0;
  std::uint64_t failed_runs = 0;
  std::uint64_t random_runs = 0;
  /// Classes of behaviour, and of how runs ended and were judged.
  std::set<std::uint64_t> behaviours;
  std::set<std::uint64_t> outcomes;
  /// How many, where these are not known any more: in a record that was read with all its parts.
  std::uint64_t behaviour_count = 0;
  std::uint64_t outcome_count = 0;
  std::vector<Level> levels;
  std::vector<Finding> findings;
  /// What failed once in real time and then too seldom to be believed; further ones were counted.
  std::vector<Finding> doubtful;
  std::uint64_t doubtful_beyond_limit = 0;
  /// Plays that only were to confirm what others had found.
  std::uint64_t confirming_plays = 0;
  std::vector<Cell> coverage;
  /// What peers can say happened, and did in no run.
  std::vector<std::string> never_seen;
  /// Kinds that were not tried.
  std::vector<LeftOut> left_out;
  /// Promises that were broken and excused by these lies.
  std::uint64_t excused = 0;
  std::vector<Lie> lies;

  [[nodiscard]] std::uint64_t behaviours_seen() const;
  [[nodiscard]] std::uint64_t outcomes_seen() const;
  [[nodiscard]] bool has_all_parts() const { return parts.size() == part_count; }
  /// Whether everything that was planned was played, in every part.
  [[nodiscard]] bool is_complete() const;
  /// Runs that were to be played, as far as they could be judged.
  [[nodiscard]] std::uint64_t planned() const;
  [[nodiscard]] Counts counts() const;
};

/// An element of `explorations[]`. Where parts are missing it holds what is needed to add them.
void write_exploration(JsonWriter& json, const ExplorationRecord& record);

/// One record of all parts in `parts`, of which there is one at least; the same whatever their
/// order. Findings are in order of their number of faults, then of their signatures, each by the
/// schedule that has the fewest faults, of equal ones the first by its text. An error where they
/// are of different explorations, or two have the same part.
[[nodiscard]] boost::system::result<ExplorationRecord, WriteError> merged(
    std::vector<ExplorationRecord> parts);

/// `records` of any explorations, in order of scenario, variant, seed and depth, those of one put
/// together as above.
[[nodiscard]] boost::system::result<std::vector<ExplorationRecord>, WriteError> merged_by_scenario(
    std::vector<ExplorationRecord> records);

}  // namespace ripcord::report
