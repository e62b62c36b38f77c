#pragma once

#include "harness/stage/stage.hpp"

namespace ripcord::stage {

/// Runs over TCP on this machine's loopback, in real time, each with addresses of its own: runs
/// side by side never meet, and need no rights. See `LiveStage` and `LoopbackHosts` for what
/// differs from a simulated run.
[[nodiscard]] const Venue& tcp_venue();

}  // namespace ripcord::stage
