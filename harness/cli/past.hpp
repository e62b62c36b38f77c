#pragma once

#include "harness/cli/options.hpp"
#include "harness/report/past_failures.hpp"

#include <set>
#include <string>

namespace ripcord::cli {

/// Where run folders are made that nobody named.
inline constexpr const char* runs_folder = "runs";

/// What `--last-failed` selects: the failures in the run folder `out` if it holds a run, else in
/// the latest one. Empty without `Scope::last_failed`.
[[nodiscard]] boost::system::result<std::set<std::string>, report::WriteError> failed_before(
    Scope scope, const std::string& out);

}  // namespace ripcord::cli
