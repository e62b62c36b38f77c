#pragma once

#include "transports/base/prng.hpp"
#include "transports/base/time.hpp"
#include "transports/io/runtime.hpp"

#include <cstdint>

namespace ripcord::sim {

/// Which of the operations that are ready at one virtual instant goes first.
enum class Schedule : std::uint8_t {
  fifo,    ///< the one that became ready first
  seeded,  ///< drawn from the seed, so that a sweep of seeds tries many orders
};

struct RuntimeOptions {
  std::uint64_t seed = 1;
  Schedule schedule = Schedule::fifo;
};

/// Where a run stops at the latest. Passing a limit is a verdict, never a hang.
struct Limits {
  Time time = never;                  ///< nothing due later happens
  std::uint64_t steps = 100'000'000;  ///< steps since the runtime was made
};

enum class Stop : std::uint8_t {
  idle,         ///< nothing is ready and nothing is due: nobody will ever act again
  step_limit,   ///< there is more to do
  time_limit,   ///< what is next is due after the limit
  interrupted,  ///< somebody called `interrupt`
};

/// The deterministic runtime: what happens is a function of the seed. Time is virtual and moves
/// only when nothing is ready, straight to what is due next. No threads, no clocks, no system
/// calls.
class Runtime final : public io::Runtime {
 public:
  explicit Runtime(RuntimeOptions options);

  [[nodiscard]] Time now() const override { return now_; }

  /// Completes one operation. False if there is none, ready or armed.
  bool step();

  /// Steps until nothing is left to do or a limit is met.
  Stop run_until_idle(Limits limits = {});

  /// Makes `run_until_idle` return after the step under way, or before its first. Called again,
  /// that goes on.
  void interrupt() noexcept { interrupted_ = true; }

  /// Operations completed so far.
  [[nodiscard]] std::uint64_t steps() const noexcept { return steps_; }

 private:
  [[nodiscard]] std::size_t choose();

  Time now_{};
  std::uint64_t steps_ = 0;
  Schedule schedule_;
  Prng prng_;
  bool interrupted_ = false;
};

}  // namespace ripcord::sim
