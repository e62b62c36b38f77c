#include "bench/proxy/stopwatch.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <chrono>

namespace ripcord::bench {

Nanoseconds now() {
  return std::chrono::nanoseconds(std::chrono::steady_clock::now().time_since_epoch()).count();
}

Stopwatch::Stopwatch(double seconds)
    : begin_(now() + static_cast<Nanoseconds>(seconds * 0.3e9)),
      end_(begin_ + static_cast<Nanoseconds>(seconds * 1e9)),
      last_(now()) {
  // Far more calls than loopback can do, so that no call pays for a larger vector.
  latencies_.reserve(static_cast<std::size_t>(seconds * 1e6) + 1);
}

void Stopwatch::count(Nanoseconds begun) {
  last_ = now();
  ++calls_in_all_;
  if (begun >= begin_) latencies_.push_back(last_ - begun);
}

std::string Stopwatch::json() {
  std::ranges::sort(latencies_);
  const auto microseconds_at = [&](double share) {
    if (latencies_.empty()) return 0.0;
    const auto last = static_cast<double>(latencies_.size() - 1);
    return static_cast<double>(latencies_[static_cast<std::size_t>(share * last)]) / 1e3;
  };
  return fmt::format(
      R"({{"calls_in_all": {}, "calls": {}, "seconds": {:.6f}, "p50_us": {:.2f}, "p99_us": {:.2f}}})",
      calls_in_all_,
      latencies_.size(),
      static_cast<double>(last_ - begin_) / 1e9,
      microseconds_at(0.5),
      microseconds_at(0.99));
}

}  // namespace ripcord::bench
