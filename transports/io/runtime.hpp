#pragma once

#include "transports/base/time.hpp"
#include "transports/io/agenda.hpp"

#include <cstddef>

namespace ripcord::io {

/// What is alive in a runtime. All zero once a world has died in order: groups, relays, listeners
/// and streams, network.
struct LiveCounts {
  std::size_t ready = 0;  ///< operations in the ready queue
  std::size_t armed = 0;  ///< operations in the timer heap
  std::size_t streams =
      0;  ///< ends that were not destroyed, those that wait to be accepted included
  std::size_t listeners = 0;
  std::size_t connections = 0;  ///< pairs of ends in memory, and simulated connects under way
  std::size_t connects = 0;     ///< connects that a kernel has under way
  std::size_t tasks = 0;        ///< coroutines in groups

  friend bool operator==(const LiveCounts&, const LiveCounts&) = default;
};

/// Time, and the order in which things happen. One thread; everything that refers to a runtime dies
/// before it.
///
/// Two exist: `sim::Runtime`, whose time is virtual and whose order is a function of its seed, and
/// `sockets::Runtime`, which adds the kernel. How to make one run is their own affair: peers only
/// ever await.
class Runtime {
 public:
  virtual ~Runtime();
  Runtime(const Runtime&) = delete;
  Runtime& operator=(const Runtime&) = delete;

  [[nodiscard]] virtual Time now() const = 0;

  /// Completes `operation` in a coming step. It is idle.
  void post(Operation& operation) noexcept { agenda_.post(operation); }
  /// Completes `operation` at `at`, or in a coming step if that has passed. It is idle; `at` is not
  /// `never`.
  void arm(Operation& operation, Time at) { agenda_.arm(operation, at); }
  /// Withdraws `operation` wherever it is.
  void disarm(Operation& operation) noexcept { operation.unlink(); }

  /// Whether a coroutine whose operation was done at once may go on without a round through the
  /// loop. It may, up to `turns_max` times a step: a coroutine that never has to wait can neither
  /// starve the others nor escape a step limit.
  [[nodiscard]] bool grant_turn() noexcept {
    if (turns_left_ == 0) return false;
    --turns_left_;
    return true;
  }
  static constexpr unsigned turns_max = 256;

  [[nodiscard]] LiveCounts live() const noexcept;

  /// For streams, listeners, connections and groups, which count themselves.
  LiveCounts& census() noexcept { return census_; }

 protected:
  Runtime() = default;

  Agenda& agenda() noexcept { return agenda_; }
  [[nodiscard]] const Agenda& agenda() const noexcept { return agenda_; }
  /// Completes the ready operation with this index; it counts as one step.
  void run_ready(std::size_t index);

 private:
  Agenda agenda_;
  LiveCounts census_;
  unsigned turns_left_ = turns_max;
};

}  // namespace ripcord::io
