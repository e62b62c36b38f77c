#pragma once

#include "transports/base/result.hpp"
#include "transports/base/time.hpp"
#include "transports/sockets/descriptor.hpp"
#include "transports/sockets/watch.hpp"

#include <sys/epoll.h>

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace ripcord::sockets {

/// What a runtime knows of the kernel: the clock, one timer, and which of the descriptors that are
/// watched became ready. It has an epoll instance of its own, in which a descriptor is entered
/// once.
class Kernel {
 public:
  /// Takes two descriptors. Without them nothing can be watched: `problem` says why.
  Kernel();
  ~Kernel() = default;
  Kernel(const Kernel&) = delete;
  Kernel& operator=(const Kernel&) = delete;

  /// Why there are no news, ever, and no waking; no error if there are.
  [[nodiscard]] const ErrorCode& problem() const noexcept { return problem_; }

  [[nodiscard]] Time now() const {
    return Time(std::chrono::duration_cast<Duration>(std::chrono::steady_clock::now() - began_));
  }
  /// Lets `ask` return at `at` at the latest; returning earlier is harmless.
  void wake_at(Time at);

  enum class Patience : std::uint8_t { none, endless };
  /// Asks for news; all that was known before has been told.
  void ask(Patience patience);
  [[nodiscard]] bool has_news() const noexcept { return next_ < count_; }
  /// Tells the first news to whom they are for, who may be gone.
  void tell();

  /// Whether anybody waits for news.
  [[nodiscard]] bool is_awaited() const;
  /// News of descriptors so far.
  [[nodiscard]] std::uint64_t told() const noexcept { return told_; }

 private:
  friend class Watch;

  /// News that are fetched at once. More sockets than these are served in turns.
  static constexpr std::size_t news_max = 64;

  /// Where a watch is found by the number that the kernel tells. A number that is used again has a
  /// new generation, so news of a descriptor that was closed meanwhile are nobody's.
  struct Place {
    Watch* watch = nullptr;
    std::uint32_t generation = 0;
  };

  [[nodiscard]] ErrorCode add(Watch& watch, std::uint32_t events);
  [[nodiscard]] ErrorCode change(const Watch& watch, std::uint32_t events);
  void remove(const Watch& watch) noexcept;
  void forget(int handle) noexcept;
  [[nodiscard]] ErrorCode control(int operation, const Watch& watch, std::uint32_t events);

  std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
  Descriptor poll_;
  Descriptor timer_;
  ErrorCode problem_;
  Time wakes_at_ = never;  // what the timer is set to
  /// The first is the timer's.
  std::vector<Place> places_{1};
  std::vector<std::uint32_t> free_places_;
  /// News from `next_` to `count_` are to be told.
  std::array<epoll_event, news_max> news_{};
  std::size_t next_ = 0;
  std::size_t count_ = 0;
  std::uint64_t told_ = 0;
};

}  // namespace ripcord::sockets
