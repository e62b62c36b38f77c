#pragma once

#include "harness/run/result.hpp"
#include "harness/scenario/expectation.hpp"
#include "harness/world/ending.hpp"
#include "transports/base/time.hpp"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace ripcord::run {

/// What was seen of a step, of a client or of the whole run, in the words of `expect:`.
struct Seen {
  /// The step's id, the client's name; empty for the run.
  std::string name;
  world::Ending ending;
  /// From the beginning of the workload (or step) to its end.
  Duration elapsed{};
  Metrics metrics;
  /// Files that were received whole, and whether each was byte for byte what the server has.
  std::uint64_t files_received = 0;
  bool files_intact = true;
  /// How many files were asked for and never arrived whole: 1 if the ending names one.
  std::uint64_t files_missing = 0;
  /// Lookup handles still open at the end of the run.
  std::uint64_t lookup_handles = 0;
};

/// All that expectations are held against.
struct SeenRun {
  Seen run;
  std::vector<Seen> steps;
  std::vector<Seen> clients;
  std::span<const RuleReport> rules;
};

/// Holds `seen` against every line of `expectation` but `violates:`, in the order of the file. A
/// line that names a step, client or rule that the run does not know is a report that is not ok.
[[nodiscard]] std::vector<ExpectationReport> compare(const scenario::Expectation& expectation,
                                                     const SeenRun& seen);

}  // namespace ripcord::run
