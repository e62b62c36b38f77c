#pragma once

#include "harness/report/folder.hpp"

#include <set>
#include <string>

namespace ripcord::report {

/// Keys of the subjects of which a run in `folder`/result.json was not as expected. An error if
/// there is no such file or it is not ours.
[[nodiscard]] boost::system::result<std::set<std::string>, WriteError> past_failures(
    const std::string& folder);

}  // namespace ripcord::report
