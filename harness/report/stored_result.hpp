#pragma once

#include "harness/report/run_json.hpp"
#include "harness/report/stored_json.hpp"
#include "harness/report/tally.hpp"

namespace ripcord::report {

// Of what `run_json` writes. What is wrong is noted by `json`.

[[nodiscard]] run::RunResult stored_result(const StoredJson& json);
[[nodiscard]] Artifacts stored_artifacts(const StoredJson& json);
[[nodiscard]] run::Verdict stored_verdict(const StoredJson& json);
[[nodiscard]] run::Outcome stored_outcome(const StoredJson& json);
/// The member called `key`, in nanoseconds.
[[nodiscard]] Duration stored_duration(const StoredJson& json, std::string_view key);

}  // namespace ripcord::report
