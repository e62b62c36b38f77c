#pragma once

#include "harness/report/exploration_record.hpp"
#include "harness/report/stored_json.hpp"

namespace ripcord::report {

/// Of what `write_exploration` writes. What is wrong is noted by `json`.
[[nodiscard]] ExplorationRecord stored_exploration(const StoredJson& json);

}  // namespace ripcord::report
