#pragma once

#include "harness/diagram/diagram.hpp"
#include "harness/report/folder.hpp"
#include "transports/trace/json_reader.hpp"

#include <boost/system/result.hpp>

#include <string>
#include <vector>

namespace ripcord::report {

/// A run that was kept, as its files tell it.
struct StoredRun {
  trace::StoredLog trace;
  /// The rest is of result.json, and empty where there is none.
  std::string id;
  /// `incomplete` of a run that was cut off before it had a result.
  std::string verdict;
  std::string outcome;
  diagram::Conclusion conclusion;
  std::string message;
  /// Of an oracle that was violated: `recovery: why`.
  std::vector<std::string> violated;
  /// As it was printed; empty if the run is as expected.
  std::string failure;
  std::string replay_command;
};

/// Reads the run in `path`: its folder, its trace.jsonl or what was cut off of it, or a run folder
/// that holds one run only. Else the error says what there is.
[[nodiscard]] boost::system::result<StoredRun, WriteError> read_run(const std::string& path);

}  // namespace ripcord::report
