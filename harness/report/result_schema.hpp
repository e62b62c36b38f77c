#pragma once

#include <string>

namespace ripcord::report {

/// The JSON Schema (draft-07) of result.json, ends in a newline. It allows no property that it does
/// not name, so a test that validates results keeps it complete.
[[nodiscard]] std::string result_schema();

}  // namespace ripcord::report
