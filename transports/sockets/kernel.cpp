#include "transports/sockets/kernel.hpp"

#include "transports/base/assert.hpp"

#include <sys/timerfd.h>

#include <algorithm>
#include <cerrno>
#include <utility>

namespace ripcord::sockets {
namespace {

constexpr std::uint32_t watched_always = EPOLLET | EPOLLRDHUP | EPOLLPRI;
constexpr std::uint32_t marks = EPOLLRDHUP | EPOLLPRI | EPOLLHUP | EPOLLERR;

timespec timespec_of(Duration duration) {
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(duration);
  return {.tv_sec = seconds.count(), .tv_nsec = (duration - seconds).count()};
}

}  // namespace

Kernel::Kernel()
    : poll_(::epoll_create1(EPOLL_CLOEXEC)),
      timer_(::timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC)) {
  if (!poll_.is_open() || !timer_.is_open()) {
    problem_ = {errno, boost::system::system_category()};
    return;
  }
  epoll_event event{.events = EPOLLIN | EPOLLET, .data = {.u64 = 0}};
  RIPCORD_ASSERT(::epoll_ctl(poll_.handle(), EPOLL_CTL_ADD, timer_.handle(), &event) == 0);
}

// The timer is never read: setting it anew is enough to be told again.
void Kernel::wake_at(Time at) {
  if (at >= wakes_at_) return;
  wakes_at_ = at;
  const Duration when = began_.time_since_epoch() + at.time_since_epoch();
  const itimerspec setting{.it_interval = {}, .it_value = timespec_of(when)};
  ::timerfd_settime(timer_.handle(), TFD_TIMER_ABSTIME, &setting, nullptr);
}

void Kernel::ask(Patience patience) {
  RIPCORD_ASSERT(!has_news());
  const int wait = patience == Patience::endless ? -1 : 0;
  const int count = ::epoll_wait(poll_.handle(), news_.data(), news_max, wait);
  // A signal is no news, but whoever asks may want to look what it was.
  next_ = 0;
  count_ = count > 0 ? static_cast<std::size_t>(count) : 0;
}

void Kernel::tell() {
  const epoll_event& event = news_[next_++];
  if (event.data.u64 == 0) {
    wakes_at_ = never;
    return;
  }
  const Place& place = places_[static_cast<std::uint32_t>(event.data.u64)];
  const auto generation = static_cast<std::uint32_t>(event.data.u64 >> 32U);
  if (place.watch == nullptr || place.generation != generation) return;
  ++told_;
  place.watch->told({.input = (event.events & EPOLLIN) != 0,
                     .output = (event.events & EPOLLOUT) != 0,
                     .mark = (event.events & marks) != 0});
}

bool Kernel::is_awaited() const {
  return std::ranges::any_of(places_, [](const Place& place) {
    return place.watch != nullptr && place.watch->is_waiting();
  });
}

ErrorCode Kernel::add(Watch& watch, std::uint32_t events) {
  if (problem_) return problem_;
  if (free_places_.empty()) {
    watch.place_ = static_cast<std::uint32_t>(places_.size());
    places_.emplace_back();
  } else {
    watch.place_ = free_places_.back();
    free_places_.pop_back();
  }
  Place& place = places_[watch.place_];
  place.watch = &watch;
  ++place.generation;
  const ErrorCode error = control(EPOLL_CTL_ADD, watch, events);
  if (error) remove(watch);
  return error;
}

ErrorCode Kernel::change(const Watch& watch, std::uint32_t events) {
  return control(EPOLL_CTL_MOD, watch, events);
}

ErrorCode Kernel::control(int operation, const Watch& watch, std::uint32_t events) {
  const std::uint64_t number =
      std::uint64_t{places_[watch.place_].generation} << 32U | watch.place_;
  epoll_event event{.events = events | watched_always, .data = {.u64 = number}};
  if (::epoll_ctl(poll_.handle(), operation, watch.handle_, &event) == 0) return {};
  return {errno, boost::system::system_category()};
}

void Kernel::remove(const Watch& watch) noexcept {
  places_[watch.place_].watch = nullptr;
  free_places_.push_back(watch.place_);
}

void Kernel::forget(int handle) noexcept {
  ::epoll_ctl(poll_.handle(), EPOLL_CTL_DEL, handle, nullptr);
}

// --- Watch ---------------------------------------------------------------------------------------

ErrorCode Watch::begin(int handle, For what) {
  RIPCORD_ASSERT(place_ == 0);
  handle_ = handle;
  const ErrorCode error = kernel_.add(*this, what == For::input ? EPOLLIN : EPOLLOUT);
  if (error) place_ = 0;
  return error;
}

ErrorCode Watch::watch_output_too() { return kernel_.change(*this, EPOLLIN | EPOLLOUT); }

void Watch::hand_over() noexcept {
  if (place_ == 0) return;
  kernel_.forget(handle_);
  end();
}

void Watch::end() noexcept {
  if (place_ == 0) return;
  kernel_.remove(*this);
  place_ = 0;
}

}  // namespace ripcord::sockets
