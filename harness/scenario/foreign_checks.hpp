#pragma once

#include "harness/scenario/node.hpp"
#include "harness/scenario/scenario.hpp"

namespace ripcord::scenario {

class FieldReader;

/// Whether somebody else's program is started or dialled.
[[nodiscard]] bool has_foreign_peers(const WorldSpec& world);

/// Checks what only scenarios with programs of others can get wrong. `root` is the whole scenario
/// as it was read into `scenario`.
void check_foreign_peers(FieldReader& reader, const Node& root, const ResolvedScenario& scenario);

}  // namespace ripcord::scenario
