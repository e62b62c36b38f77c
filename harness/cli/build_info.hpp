#pragma once

#include "harness/report/result_document.hpp"

namespace ripcord::cli {

/// What this program was built from and how, as the build system knew it.
[[nodiscard]] report::Tool build_info();

}  // namespace ripcord::cli
