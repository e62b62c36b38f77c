#pragma once

#include "harness/scenario/node.hpp"
#include "harness/scenario/scenario.hpp"

namespace ripcord::scenario {

class FieldReader;

/// Checks what no single mapping can know of itself: that every name refers to something. `node` is
/// the whole scenario as it was read into `scenario`.
void check_scenario(FieldReader& reader, const Node& node, const ResolvedScenario& scenario);

}  // namespace ripcord::scenario
