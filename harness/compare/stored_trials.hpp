#pragma once

#include "harness/compare/comparison.hpp"
#include "harness/report/folder.hpp"

#include <boost/system/result.hpp>

#include <string>
#include <vector>

namespace ripcord::compare {

/// The runs that two run folders have in common, as contests: each scenario, variant and transport
/// that both have, its runs paired by seed. What sim tells is exact; anything else was not launched
/// in turns, so that it may show but never prove. An error if one folder cannot be read or they
/// have no run in common.
[[nodiscard]] boost::system::result<std::vector<Contest>, report::WriteError> stored_contests(
    const std::string& a, const std::string& b);

}  // namespace ripcord::compare
