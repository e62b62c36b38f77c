#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace ripcord::bench {

using Nanoseconds = std::int64_t;
/// On the monotonic clock.
[[nodiscard]] Nanoseconds now();

/// Counts calls for a while, after a warm-up.
class Stopwatch {
 public:
  /// Runs for `seconds`, after a warm-up of 0.3 of them.
  explicit Stopwatch(double seconds);

  /// Whether the time is not yet over, as of the last `count`.
  [[nodiscard]] bool is_running() const { return last_ < end_; }
  /// A call that began at `begun` has ended now.
  void count(Nanoseconds begun);

  /// {"calls_in_all", "calls", "seconds", "p50_us", "p99_us"}: all but the first without warm-up.
  [[nodiscard]] std::string json();

 private:
  Nanoseconds begin_;
  Nanoseconds end_;
  Nanoseconds last_;
  std::uint64_t calls_in_all_ = 0;
  std::vector<Nanoseconds> latencies_;
};

}  // namespace ripcord::bench
