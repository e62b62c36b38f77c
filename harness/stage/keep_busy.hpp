#pragma once

#include "transports/base/time.hpp"

namespace ripcord::stage {

/// Keeps the processor of this thread busy for `time`, and returns then.
void keep_busy(Duration time);

}  // namespace ripcord::stage
