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

Time Runtime::now() const { return step_began_ == never ? kernel_->now() : step_began_; }

Runtime::Progress Runtime::run_some(Time limit) {
  // Operations that make each other ready must not keep the kernel waiting.
  constexpr unsigned steps_between_polls = 64;
  if (++steps_since_poll_ > steps_between_polls) poll();
  if (agenda().ready_count() == 0 && agenda().armed_count() > 0) agenda().release_due(now());
  if (agenda().ready_count() == 0) return wait(limit);
  step();
  return Progress::made;
}

void Runtime::step() {
  step_began_ = kernel_->now();
  run_ready(0);
  step_began_ = never;
}

/// Waits until the kernel has one thing to tell or the time has come.
Runtime::Progress Runtime::wait(Time limit) {
  const Time wake = std::min(agenda().next_due(), limit);
  if (wake != never) kernel_->wake_at(wake);
  // What the kernel told of many sockets at once is taken one by one, without asking it again.
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
