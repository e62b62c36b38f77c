#pragma once

#include "harness/measures/histogram.hpp"
#include "transports/base/time.hpp"

#include <cstdint>

namespace ripcord::load {

/// One call, on the time line of whoever makes it.
struct TimedCall {
  /// When it was to begin, when it did, and when its answer was there.
  Time intended{};
  Time started{};
  Time ended{};
  /// Stub bytes, both ways.
  std::uint64_t bytes = 0;
};

/// What calls come to.
///
/// Latency counts from when a call was to begin: what it waits for a free connection while others
/// are served slowly is waiting, too. Service time counts from when it did begin. Of a closed loop
/// both are the same. Calls that failed have neither.
class Tally {
 public:
  // A generator that sends one call of a hundred late measures itself.
  static constexpr double late_share_max = 0.01;
  // What a busy kernel takes to wake a process is no lag yet.
  static constexpr Duration late_from = std::chrono::milliseconds(1);

  void answered(const TimedCall& call);
  void failed() { ++failures_; }
  /// The generator itself came to a call only `lag` after it was to begin.
  void dispatched(Duration lag);

  [[nodiscard]] const measures::Histogram& latency() const { return latency_; }
  [[nodiscard]] const measures::Histogram& service() const { return service_; }
  [[nodiscard]] const measures::Histogram& lag() const { return lag_; }
  [[nodiscard]] std::uint64_t failures() const { return failures_; }
  [[nodiscard]] std::uint64_t bytes() const { return bytes_; }

  /// Whether too many calls began late through the generator's own fault: its numbers are then not
  /// the server's.
  [[nodiscard]] bool is_saturated() const;

 private:
  measures::Histogram latency_;
  measures::Histogram service_;
  measures::Histogram lag_;
  std::uint64_t late_ = 0;
  std::uint64_t failures_ = 0;
  std::uint64_t bytes_ = 0;
};

}  // namespace ripcord::load
