#pragma once

#include "harness/cli/typed_options.hpp"

namespace ripcord::cli {

[[nodiscard]] Request explore_request(const TypedOptions& typed);
[[nodiscard]] Request replay_request(const TypedOptions& typed);
[[nodiscard]] Request shrink_request(const TypedOptions& typed);

}  // namespace ripcord::cli
