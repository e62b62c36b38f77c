#pragma once

#include "transports/base/time.hpp"

#include <cstdint>

namespace ripcord::compare {

/// How one launch measures.
struct Slices {
  /// Those that count; one of warm-up comes before them.
  std::uint32_t count = 8;
  /// Each goes on until it took so long and a play was over: one play at least.
  Duration length = std::chrono::milliseconds(100);
};

}  // namespace ripcord::compare
