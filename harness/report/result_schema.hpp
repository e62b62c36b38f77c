#pragma once

#include <string_view>

namespace ripcord::report {

/// The JSON Schema (draft-07) of result.json, ends in a newline. It allows no property that it does
/// not name, so a test that validates results keeps it complete.
[[nodiscard]] std::string_view result_schema();

}  // namespace ripcord::report
