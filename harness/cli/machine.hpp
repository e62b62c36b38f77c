#pragma once

#include "harness/report/result_document.hpp"

#include <chrono>
#include <string>

namespace ripcord::cli {

/// The machine that this runs on.
[[nodiscard]] report::Host this_host();

/// `2026-11-22T12:03:01Z`.
[[nodiscard]] std::string utc_text(std::chrono::system_clock::time_point time);

/// `20261122T120301Z`, for names of folders.
[[nodiscard]] std::string utc_label(std::chrono::system_clock::time_point time);

}  // namespace ripcord::cli
