#pragma once

#include "transports/base/time.hpp"
#include "transports/io/awaited.hpp"
#include "transports/io/slot.hpp"

#include <cstdint>

namespace ripcord::io {

class Runtime;

enum class Wakeup : std::uint8_t { signalled, timed_out };

/// One coroutine waits; anybody sets. A `set` that nobody waits for is remembered for the next
/// wait, once.
class Signal {
 public:
  class Wait;

  explicit Signal(Runtime& runtime) noexcept : runtime_(runtime) {}

  /// Wakes the waiter in a coming step, or lets the next wait return at once.
  void set() noexcept;

  /// `co_await signal.wait();` Always returns `signalled`.
  [[nodiscard]] Wait wait() noexcept;
  /// `Wakeup woken = co_await signal.wait_until(deadline);` A set wins over a deadline of the same
  /// instant.
  [[nodiscard]] Wait wait_until(Time deadline) noexcept;

 private:
  Runtime& runtime_;
  Slot<Wait> waiter_;
  bool set_ = false;
};

class Signal::Wait : public Awaited<Operation> {
 public:
  Wait(Signal& signal, Time deadline) noexcept
      : Awaited(&resume), signal_(signal), deadline_(deadline) {}

  [[nodiscard]] bool await_ready();
  Wakeup await_resume() const noexcept { return wakeup_; }

 private:
  friend class Signal;

  void time_out();

  Signal& signal_;
  Time deadline_;
  Wakeup wakeup_ = Wakeup::signalled;
  Callback<&Wait::time_out> timer_{*this};
};

inline Signal::Wait Signal::wait() noexcept { return Wait(*this, never); }
inline Signal::Wait Signal::wait_until(Time deadline) noexcept { return Wait(*this, deadline); }

}  // namespace ripcord::io
