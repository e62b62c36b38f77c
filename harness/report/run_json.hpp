#pragma once

#include "harness/report/subject.hpp"
#include "harness/run/result.hpp"

#include <string>
#include <vector>

namespace ripcord::report {

/// Files of one run below the run folder; empty = not written.
struct Artifacts {
  std::string trace;
  std::string capture;
  std::string failure;
  std::string replay;
  /// What programs of others wrote.
  std::vector<std::string> programs;
};

/// One element of `runs[]` in result.json, on one line without its end.
[[nodiscard]] std::string run_json(const Subject& subject,
                                   const run::RunResult& result,
                                   const Artifacts& artifacts);

}  // namespace ripcord::report
