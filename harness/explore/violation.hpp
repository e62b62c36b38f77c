#pragma once

#include <string>

namespace ripcord::explore {

/// A promise that a run broke.
struct Violation {
  /// An oracle's id; `expectation`: what the scenario expects did not come; `crash`: a client ended
  /// as if by a defect of its memory; `needless_failure`: another variant of the scenario completes
  /// under the same faults; of programs of others also what an `Onlooker` sees.
  std::string oracle;
  std::string reason;
  /// What tells one failure from another: the oracle, and how the workload ended.
  std::string signature;
};

}  // namespace ripcord::explore
