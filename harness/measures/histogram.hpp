#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace ripcord::measures {

/// How often which value was seen, in buckets whose width grows with the value: memory is bounded,
/// and nothing that is said of the values is off by more than 0.1 %.
///
///     value   0 ...... 2047 | 2048 ... 4095 | 4096 ... 8191 | ...
///     width        1        |       2       |       4       | ...     1024 buckets each
///
/// 1. A value is told from every other below 2048, and from those that differ by more than
///    1/1024 of it everywhere else.
/// 2. Merging is adding: the order in which values were recorded or histograms merged cannot be
///    seen.
///
/// Values have whatever unit the caller gives them; latencies are in nanoseconds.
class Histogram {
 public:
  /// Greater values count as this one: an hour and some in nanoseconds, which no answer takes.
  static constexpr std::uint64_t value_max = (std::uint64_t{1} << 42U) - 1;

  void record(std::uint64_t value, std::uint64_t times = 1);
  /// Adds all that `other` has seen.
  void merge(const Histogram& other);

  /// How many values were recorded.
  [[nodiscard]] std::uint64_t count() const { return count_; }
  [[nodiscard]] bool empty() const { return count_ == 0; }
  /// Exact, up to `value_max`; 0 if there is none.
  [[nodiscard]] std::uint64_t min() const { return empty() ? 0 : min_; }
  [[nodiscard]] std::uint64_t max() const { return max_; }
  /// Exact, up to `value_max`; 0 if there is none.
  [[nodiscard]] double mean() const;
  /// By the middles of the buckets.
  [[nodiscard]] double standard_deviation() const;

  /// The smallest value that at least `share` (0 to 1) of all do not exceed: never less than it
  /// really is, and at most 0.1 % more. 0 if there is none.
  [[nodiscard]] std::uint64_t at(double share) const;
  /// How many values fall into the bucket of `value` or a lower one.
  [[nodiscard]] std::uint64_t count_up_to(std::uint64_t value) const;

  /// A bucket that is not empty.
  struct Bucket {
    /// The least and the greatest value that fall into it.
    std::uint64_t low = 0;
    std::uint64_t high = 0;
    std::uint64_t count = 0;

    friend bool operator==(const Bucket&, const Bucket&) = default;
  };
  /// By rising values.
  [[nodiscard]] std::vector<Bucket> buckets() const;

 private:
  /// Up to the last that is not empty: most histograms have no slow values at all.
  std::vector<std::uint64_t> counts_;
  std::uint64_t count_ = 0;
  std::uint64_t min_ = value_max;
  std::uint64_t max_ = 0;
  /// An hour takes 42 bits: the sum holds four million of them, and thousands of millions of
  /// answers that take a millisecond. Beyond, it stays where it is.
  std::uint64_t sum_ = 0;
};

}  // namespace ripcord::measures
