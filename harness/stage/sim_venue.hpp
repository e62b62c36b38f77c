#pragma once

#include "harness/stage/stage.hpp"

namespace ripcord::stage {

/// Simulated runs: virtual time, an in-memory network, one thread, no system calls. The same world
/// and seed give the same trace to the byte.
[[nodiscard]] const Venue& sim_venue();

}  // namespace ripcord::stage
