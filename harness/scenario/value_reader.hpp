#pragma once

#include "harness/scenario/node.hpp"
#include "transports/shim/parameter.hpp"

#include <optional>

namespace ripcord::scenario {

class FieldReader;

/// The value at `node` for a trigger's or a kind's `parameter`; none and an error if it is not one.
[[nodiscard]] std::optional<shim::Value> read_argument(FieldReader& reader,
                                                       const Node& node,
                                                       const shim::Parameter& parameter);

}  // namespace ripcord::scenario
