#include "transports/sockets/runtime.hpp"

#include "transports/io/errors.hpp"
#include "transports/sockets/kernel.hpp"
#include "transports/sockets/silence.hpp"

#include <algorithm>

namespace ripcord::sockets {

Runtime::Runtime() : kernel_(std::make_unique<Kernel>()), silence_(std::make_unique<Silence>()) {
  notes_shortage(kernel_->problem());
}

Runtime::~Runtime() = default;

Time Runtime::now() const { return step_began_ == never ? kernel_->now() : step_began_; }

Runtime::Progress Runtime::run_some(Time limit) {
  // Operations that make each other ready must not keep the kernel waiting.
  constexpr unsigned steps_between_polls = 64;
  if (agenda().ready_count() > 0) {
    if (++steps_since_news_ > steps_between_polls) poll();
    step();
    return Progress::made;
  }
  steps_since_news_ = 0;
  if (!kernel_->has_news()) {
    if (agenda().armed_count() > 0) agenda().release_due(now());
    if (agenda().ready_count() == 0 && ask(limit) == Progress::idle) return Progress::idle;
  }
  // What the kernel told of many sockets at once is taken one by one, while it is in the cache.
  if (agenda().ready_count() == 0 && kernel_->has_news()) kernel_->tell();
  if (agenda().ready_count() > 0) step();
  return Progress::made;
}

void Runtime::step() {
  step_began_ = kernel_->now();
  run_ready(0);
  step_began_ = never;
}

/// Waits until the kernel has something to tell or the time has come.
Runtime::Progress Runtime::ask(Time limit) {
  const Time wake = std::min(agenda().next_due(), limit);
  if (wake != never) {
    kernel_->wake_at(wake);
  } else if (!kernel_->is_awaited()) {
    return Progress::idle;
  }
  kernel_->ask(Kernel::Patience::endless);
  return Progress::made;
}

bool Runtime::waits_for_kernel() {
  poll();
  return agenda().ready_count() == 0 && agenda().armed_count() == 0;
}

std::uint64_t Runtime::kernel_events() const noexcept { return kernel_->told(); }

std::size_t Runtime::hopeful_connects() const noexcept {
  return live().connects - silence_->size();
}

bool Runtime::notes_shortage(const ErrorCode& error) noexcept {
  namespace errc = boost::system::errc;
  // An address that cannot be had is the last port that connects to there could come from.
  const bool is_shortage = error == io::errc::too_many_files ||
                           error == errc::too_many_files_open_in_system ||
                           error == errc::no_buffer_space || error == errc::not_enough_memory ||
                           error == io::errc::address_not_available;
  if (is_shortage) ++shortages_;
  if (is_shortage && !shortage_) shortage_ = error;
  return is_shortage;
}

void Runtime::poll() {
  steps_since_news_ = 0;
  while (kernel_->has_news()) kernel_->tell();
  kernel_->ask(Kernel::Patience::none);
  while (kernel_->has_news()) kernel_->tell();
  agenda().release_due(now());
}

}  // namespace ripcord::sockets
