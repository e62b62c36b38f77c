#pragma once

#include "transports/base/time.hpp"
#include "transports/io/awaited.hpp"
#include "transports/io/runtime.hpp"
#include "transports/io/slot.hpp"

namespace ripcord::io {

/// What `sleep_until` awaits.
class Sleep : public Awaited<Operation> {
 public:
  Sleep(Runtime& runtime, Time until) noexcept
      : Awaited(&resume), runtime_(runtime), until_(until) {}

  [[nodiscard]] bool await_ready() {
    if (until_ == never) {
      forever_.hold(*this);
    } else {
      runtime_.arm(*this, until_);
    }
    return false;
  }
  void await_resume() const noexcept {}

 private:
  Runtime& runtime_;
  Time until_;
  Slot<Operation> forever_;
};

/// `co_await sleep_until(runtime, at);` Always goes through the loop once, also when `at` has
/// passed; with `never` it waits until it is destroyed.
[[nodiscard]] inline Sleep sleep_until(Runtime& runtime, Time at) noexcept { return {runtime, at}; }
[[nodiscard]] inline Sleep sleep_for(Runtime& runtime, Duration wait) noexcept {
  return {runtime, after(runtime.now(), wait)};
}

}  // namespace ripcord::io
