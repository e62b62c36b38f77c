#include "transports/sockets/runtime.hpp"

#include "transports/sockets/kernel.hpp"

#include <algorithm>

namespace ripcord::sockets {

void Kernel::wake_at(Time at) {
  if (at >= wakes_at) return;
  wakes_at = at;
  timer.expires_at(began + at.time_since_epoch());
  timer.async_wait([this](const boost::system::error_code& error) {
    ++timer_handled;
    // Set anew meanwhile: another wait is under way.
    if (!error) wakes_at = never;
  });
}

Runtime::Runtime() : kernel_(std::make_unique<Kernel>()) {}

Runtime::~Runtime() = default;

Time Runtime::now() const { return kernel_->now(); }

Runtime::Progress Runtime::run_some(Time limit) {
  // Operations that make each other ready must not keep the kernel waiting.
  constexpr unsigned steps_between_polls = 64;
  if (agenda().ready_count() == 0 || ++steps_since_poll_ > steps_between_polls) poll();
  if (agenda().ready_count() > 0) {
    run_ready(0);
    return Progress::made;
  }
  const Time wake = std::min(agenda().next_due(), limit);
  if (wake != never) kernel_->wake_at(wake);
  // Without anything to wait for it returns at once, and has to be told that this was not the end.
  const std::size_t handled = kernel_->context.run_one();
  kernel_->context.restart();
  kernel_->handled += handled;
  return handled > 0 ? Progress::made : Progress::idle;
}

bool Runtime::waits_for_kernel() {
  poll();
  return agenda().ready_count() == 0 && agenda().armed_count() == 0;
}

std::uint64_t Runtime::kernel_events() const noexcept {
  return kernel_->handled - kernel_->timer_handled;
}

void Runtime::poll() {
  steps_since_poll_ = 0;
  kernel_->handled += kernel_->context.poll();
  kernel_->context.restart();
  agenda().release_due(now());
}

}  // namespace ripcord::sockets
