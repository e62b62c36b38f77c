#pragma once

#include "harness/report/folder.hpp"
#include "harness/report/result_document.hpp"

#include <boost/system/result.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace ripcord::report {

/// What a result.json says: enough to write every artefact again.
struct StoredReport {
  struct Run {
    run::RunResult result;
    Artifacts artifacts;
    /// The run folder that holds them.
    std::string folder;
    /// Of a run that was cut off: the file that its trace is to be made of. Else empty.
    std::string journal;
  };
  /// A subject and its runs, in order.
  struct Sweep {
    Subject subject;
    /// Where not all of its runs are there.
    std::optional<SweepSums> sums;
    std::vector<Run> runs;
  };

  Heading heading;
  Progress progress = Progress::complete;
  std::vector<Sweep> sweeps;
  /// None where no coverage was asked for.
  std::optional<std::vector<Coverage::Cell>> coverage;
  std::vector<ExplorationRecord> explorations;
  /// Of a comparison: without its texts for people, which whoever knows it adds.
  std::optional<Annex> annex;
  /// The run folders that hold the replays of findings, in order.
  std::vector<std::string> replay_folders;
};

/// Reads `folder`/result.json, and what is there of runs that were cut off. An error says what is
/// wrong with it, and where.
[[nodiscard]] boost::system::result<StoredReport, WriteError> read_report(
    const std::string& folder);

}  // namespace ripcord::report
