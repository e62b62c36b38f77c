#pragma once

#include "harness/report/stored_report.hpp"

#include <vector>

namespace ripcord::report {

/// One report of all runs of `reports`, of which there is one at least; the same whatever their
/// order, and that of the one where there is one only.
///
/// Sweeps are in order of path, variant and transport, runs in order of seed. An error where two
/// reports have the same run, or played different scenarios under one name.
[[nodiscard]] boost::system::result<StoredReport, WriteError> merged(
    std::vector<StoredReport> reports);

}  // namespace ripcord::report
