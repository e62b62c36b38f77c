#pragma once

#include "harness/cli/options.hpp"
#include "harness/load/generator.hpp"
#include "harness/report/result_document.hpp"

#include <string>

namespace ripcord::cli {

/// What a person reads of a load: what was called how hard, what came back, and percentiles, each
/// with the words that say what it counts from.
[[nodiscard]] std::string load_text(const LoadOptions& options, const load::Outcome& outcome);

/// The same as `load` of result.json.
[[nodiscard]] report::Annex load_annex(const LoadOptions& options, const load::Outcome& outcome);

}  // namespace ripcord::cli
