#pragma once

#include "harness/scenario/node.hpp"

#include <string_view>

namespace ripcord::scenario {

/// The default that a table states as `text`, standing at `place`: `{}` and `[]` are an empty
/// mapping and list, `[a, b]` is a list of scalars, anything else is a scalar.
[[nodiscard]] Node fallback_node(std::string_view text, Place place);

}  // namespace ripcord::scenario
