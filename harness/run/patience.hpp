#pragma once

#include "harness/run/oracle.hpp"
#include "transports/base/time.hpp"

namespace ripcord::run {

/// The shortest time that a client of the scenario waits before it gives up; the longest there is
/// if none ever does.
[[nodiscard]] Duration shortest_patience(const Facts& facts);

}  // namespace ripcord::run
