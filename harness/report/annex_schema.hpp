#pragma once

#include <string_view>

namespace ripcord::report {

/// Definitions of the JSON Schema of result.json: of what commands leave that list no runs: an
/// exploration, a comparison, a load. Each is followed by a comma.
[[nodiscard]] std::string_view annex_definitions();

}  // namespace ripcord::report
