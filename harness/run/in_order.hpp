#pragma once

#include <algorithm>
#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace ripcord::run {

/// Results on their way from the threads that make them to the one that takes them, put back into
/// the order of their indices.
template <typename Result, typename Make>
class Window {
 public:
  /// `make` outlives the window, and makes result `index` of `count` in any thread.
  Window(std::size_t count, const Make& make) : count_(count), make_(make), slots_(ahead_max) {}

  /// Makes results until none is left; the body of every making thread.
  void work() {
    while (const std::optional<std::size_t> index = claim()) {
      Result result = make_(*index);
      const std::lock_guard lock(mutex_);
      slots_[*index % ahead_max].emplace(std::move(result));
      changed_.notify_all();
    }
  }

  /// Result `index`, once it is there. They are asked for in order, each once.
  Result take(std::size_t index) {
    std::unique_lock lock(mutex_);
    std::optional<Result>& slot = slots_[index % ahead_max];
    changed_.wait(lock, [&] { return slot.has_value(); });
    Result result = std::move(*slot);
    slot.reset();
    taken_ = index + 1;
    changed_.notify_all();
    return result;
  }

  /// No further result is begun.
  void stop() {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
    changed_.notify_all();
  }

 private:
  /// Results that may wait for a slower one in front of them: bounds memory whatever one takes.
  static constexpr std::size_t ahead_max = 256;

  std::optional<std::size_t> claim() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return stopped_ || next_ == count_ || next_ < taken_ + ahead_max; });
    if (stopped_ || next_ == count_) return std::nullopt;
    return next_++;
  }

  std::size_t count_;
  const Make& make_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::optional<Result>> slots_;
  std::size_t next_ = 0;
  std::size_t taken_ = 0;
  bool stopped_ = false;
};

/// Calls `make(index)` for every index below `count` on `threads` threads, and `take(index,
/// result)` in the order of the indices on this one, until all are taken or `take` returns false.
/// Returns how many were taken. `make` is called by several threads at once.
template <typename Make, typename Take>
std::size_t in_order(std::size_t count, unsigned threads, const Make& make, Take take) {
  if (threads <= 1 || count <= 1) {
    for (std::size_t i = 0; i < count; ++i) {
      if (!take(i, make(i))) return i + 1;
    }
    return count;
  }
  Window<decltype(make(std::size_t{0})), Make> window(count, make);
  // Not std::jthread, which libc++ 19 holds back as experimental.
  std::vector<std::thread> makers;
  for (std::size_t i = 0; i < std::min<std::size_t>(threads, count); ++i)
    makers.emplace_back([&window] { window.work(); });
  std::size_t taken = 0;
  while (taken < count) {
    const bool go_on = take(taken, window.take(taken));
    ++taken;
    if (!go_on) break;
  }
  window.stop();
  for (std::thread& maker : makers) maker.join();
  return taken;
}

}  // namespace ripcord::run
