#pragma once

#include "harness/cli/options.hpp"
#include "harness/cli/words.hpp"
#include "harness/scenario/template_text.hpp"

#include <optional>
#include <string>

namespace ripcord::cli {

/// A part of the selection that a scheduler has given to this process, and the variable that says
/// so.
struct GivenShard {
  Shard shard;
  std::string variable;
};

/// What the schedulers of `environment` say: SLURM_ARRAY_TASK_ID (from SLURM_ARRAY_TASK_MIN) of
/// SLURM_ARRAY_TASK_COUNT, CI_NODE_INDEX (from 1) of CI_NODE_TOTAL, JOB_COMPLETION_INDEX (from 0)
/// of JOB_COMPLETIONS. None if no pair is set.
[[nodiscard]] Parsed<std::optional<GivenShard>> given_shard(
    const scenario::Environment& environment);

}  // namespace ripcord::cli
