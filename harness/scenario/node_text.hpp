#pragma once

#include "harness/scenario/node.hpp"

#include <string>

namespace ripcord::scenario {

/// `node` as YAML in one line: `{ min: 1, max: [a, b] }`. Reads back as the same node but for its
/// places.
[[nodiscard]] std::string flow_text(const Node& node);

/// `node`, a mapping, as YAML of one member a line, what is short in one line; ends in a newline.
/// Reads back as the same node but for its places.
[[nodiscard]] std::string block_text(const Node& node);

}  // namespace ripcord::scenario
