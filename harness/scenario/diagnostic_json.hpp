#pragma once

#include "harness/scenario/diagnostic.hpp"

#include <nlohmann/json_fwd.hpp>

namespace ripcord::scenario {

/// `{file, line, column, length, severity, message, hint}`, as `check --format json` prints it; the
/// hint is absent where there is none.
[[nodiscard]] nlohmann::ordered_json json(const Diagnostic& diagnostic);

}  // namespace ripcord::scenario
