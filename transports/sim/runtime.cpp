#include "transports/sim/runtime.hpp"

#include <algorithm>
#include <utility>

namespace ripcord::sim {

Runtime::Runtime(RuntimeOptions options)
    : schedule_(options.schedule), prng_(options.seed, "schedule") {}

bool Runtime::step() {
  if (agenda().ready_count() == 0) {
    if (agenda().armed_count() == 0) return false;
    // What was armed for a time that has passed happens now: time never runs backwards.
    now_ = std::max(now_, agenda().next_due());
    agenda().release_due(now_);
  }
  ++steps_;
  run_ready(choose());
  return true;
}

Stop Runtime::run_until_idle(Limits limits) {
  while (!std::exchange(interrupted_, false)) {
    if (agenda().ready_count() == 0) {
      if (agenda().armed_count() == 0) return Stop::idle;
      if (agenda().next_due() > limits.time) return Stop::time_limit;
    }
    if (steps_ >= limits.steps) return Stop::step_limit;
    step();
  }
  return Stop::interrupted;
}

std::size_t Runtime::choose() {
  if (schedule_ == Schedule::fifo) return 0;
  // The queue is a list: a choice among all of a crowd would cost a walk each, and the first few
  // already give every order that matters, since who is passed over is among the first the next
  // time.
  constexpr std::size_t candidates_max = 16;
  const std::size_t candidates = std::min(agenda().ready_count(), candidates_max);
  return candidates == 1 ? 0 : static_cast<std::size_t>(prng_.below(candidates));
}

}  // namespace ripcord::sim
