#include "harness/stage/keep_busy.hpp"

#include <chrono>

namespace ripcord::stage {

void keep_busy(Duration time) {
  using Clock = std::chrono::steady_clock;
  const Clock::time_point until = Clock::now() + time;
  while (Clock::now() < until) {
  }
}

}  // namespace ripcord::stage
