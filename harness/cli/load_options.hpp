#pragma once

#include "harness/cli/typed_options.hpp"

namespace ripcord::cli {

[[nodiscard]] Request load_request(const TypedOptions& typed);

}  // namespace ripcord::cli
