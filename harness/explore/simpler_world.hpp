#pragma once

#include "harness/scenario/node.hpp"

#include <string>
#include <vector>

namespace ripcord::explore {

/// Settings (`key.path=value`) each of which makes the scenario `root` smaller or simpler in one
/// respect, what takes most away first:
///
/// 1. Workload: a step less, one turn of a repeated step, small arguments.
/// 2. World: a client, a service or a file less, one client of a kind, small files.
/// 3. Network: constant latency, whole reads, things in the order in which they are ready.
///
/// What is as simple as it can be gives none. A setting may well be no scenario.
[[nodiscard]] std::vector<std::string> simpler_worlds(const scenario::Node& root);

}  // namespace ripcord::explore
