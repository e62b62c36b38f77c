#pragma once

#include "harness/cli/library.hpp"

#include <string>
#include <string_view>

namespace ripcord::cli {

/// What is wrong in scenario files as SARIF 2.1.0, which code scanners and editors show at the
/// place. `version` is this program's.
[[nodiscard]] std::string problems_sarif(const Library& library, std::string_view version);

}  // namespace ripcord::cli
