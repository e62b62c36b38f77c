#pragma once

#include "transports/base/result.hpp"
#include "transports/base/time.hpp"
#include "transports/io/runtime.hpp"

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <memory>

namespace ripcord::sockets {

class Kernel;
class Silence;

enum class Stop : std::uint8_t {
  done,        ///< what was waited for is true
  time_limit,  ///< it was not by then
  idle,        ///< nothing is ready, due or awaited from the kernel: nobody will ever act again
};

/// The real runtime: the same ready queue and timer heap as the simulated one, in front of the
/// kernel's news of sockets and one timer. Time is the monotonic clock's, from when the runtime was
/// made. One thread: the one that calls `run_until`.
class Runtime final : public io::Runtime {
 public:
  Runtime();
  ~Runtime() override;

  /// The same throughout a step, as in the simulated runtime: the clock is read once a step.
  [[nodiscard]] Time now() const override;

  /// Runs until `done()` is true, but not after `limit`. It is asked after every step.
  template <std::predicate Done>
  Stop run_until(const Done& done, Time limit = never) {
    for (;;) {
      if (done()) return Stop::done;
      if (limit != never && now() >= limit) return Stop::time_limit;
      if (run_some(limit) == Progress::idle) return Stop::idle;
    }
  }

  /// Whether nothing is ready, nothing is due, and the kernel, asked now, has nothing to tell
  /// either.
  [[nodiscard]] bool waits_for_kernel();
  /// How many times the kernel has told that something happened to a socket.
  [[nodiscard]] std::uint64_t kernel_events() const noexcept;

  /// How many connects are under way of which something will come.
  [[nodiscard]] std::size_t hopeful_connects() const noexcept;

  /// What the process or the machine first had too little of for a connection; no error if it had
  /// enough of everything.
  [[nodiscard]] const ErrorCode& shortage() const noexcept { return shortage_; }

  /// How many times it had too little: at least once in `Listener::shortage_wait` while it lasts
  /// and somebody listens.
  [[nodiscard]] std::uint64_t shortages() const noexcept { return shortages_; }

  /// For the sockets of this folder and of those above it. Whether `error` is a shortage, of which
  /// there may be an end; the first one is kept.
  bool notes_shortage(const ErrorCode& error) noexcept;
  [[nodiscard]] Kernel& kernel() const noexcept { return *kernel_; }
  [[nodiscard]] Silence& silence() const noexcept { return *silence_; }

 private:
  enum class Progress : std::uint8_t { made, idle };

  /// Completes one ready operation; if there is none, waits for the kernel or for what is due, not
  /// after `limit`.
  Progress run_some(Time limit);
  Progress ask(Time limit);
  void poll();
  void step();

  std::unique_ptr<Kernel> kernel_;
  std::unique_ptr<Silence> silence_;
  ErrorCode shortage_;
  std::uint64_t shortages_ = 0;
  /// When the running step began; `never` between steps.
  Time step_began_ = never;
  unsigned steps_since_news_ = 0;
};

}  // namespace ripcord::sockets
