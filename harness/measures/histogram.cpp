#include "harness/measures/histogram.hpp"

#include "transports/base/assert.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

namespace ripcord::measures {
namespace {

// 1024 buckets for each power of two: a bucket's width is at most 1/1024 of its least value.
constexpr unsigned sub_bucket_bits = 10;
constexpr std::uint64_t sub_buckets = std::uint64_t{1} << sub_bucket_bits;

// 7 % of 100 values are 7, although 0.07 * 100 is a little more in binary.
constexpr double rounding = 1e-6;

/// How many low bits of `value` are not told apart.
constexpr unsigned shift_of(std::uint64_t value) {
  const auto width = static_cast<unsigned>(std::bit_width(value));
  return width > sub_bucket_bits + 1 ? width - (sub_bucket_bits + 1) : 0;
}

constexpr std::size_t index_of(std::uint64_t value) {
  const unsigned shift = shift_of(value);
  return static_cast<std::size_t>(shift * sub_buckets + (value >> shift));
}

constexpr Histogram::Bucket bucket_at(std::size_t index, std::uint64_t count) {
  const std::uint64_t octave = index / sub_buckets;
  const std::uint64_t shift = octave == 0 ? 0 : octave - 1;
  const std::uint64_t low = (index - shift * sub_buckets) << shift;
  return {.low = low, .high = low + (std::uint64_t{1} << shift) - 1, .count = count};
}

std::uint64_t sum_or_most(std::uint64_t sum, std::uint64_t value, std::uint64_t times) {
  constexpr std::uint64_t most = std::numeric_limits<std::uint64_t>::max();
  const bool fits = value == 0 || times <= (most - sum) / value;
  return fits ? sum + value * times : most;
}

}  // namespace

void Histogram::record(std::uint64_t value, std::uint64_t times) {
  if (times == 0) return;
  const std::uint64_t kept = std::min(value, value_max);
  const std::size_t index = index_of(kept);
  if (index >= counts_.size()) counts_.resize(index + 1);
  counts_[index] += times;
  count_ += times;
  min_ = std::min(min_, kept);
  max_ = std::max(max_, kept);
  sum_ = sum_or_most(sum_, kept, times);
}

void Histogram::merge(const Histogram& other) {
  if (other.counts_.size() > counts_.size()) counts_.resize(other.counts_.size());
  for (std::size_t i = 0; i < other.counts_.size(); ++i) counts_[i] += other.counts_[i];
  count_ += other.count_;
  min_ = std::min(min_, other.min_);
  max_ = std::max(max_, other.max_);
  sum_ = sum_or_most(sum_, other.sum_, 1);
}

double Histogram::mean() const {
  return empty() ? 0 : static_cast<double>(sum_) / static_cast<double>(count_);
}

double Histogram::standard_deviation() const {
  if (empty()) return 0;
  const double centre = mean();
  double squares = 0;
  for (const Bucket& bucket : buckets()) {
    const double middle = (static_cast<double>(bucket.low) + static_cast<double>(bucket.high)) / 2;
    squares += static_cast<double>(bucket.count) * (middle - centre) * (middle - centre);
  }
  return std::sqrt(squares / static_cast<double>(count_));
}

std::uint64_t Histogram::at(double share) const {
  RIPCORD_ASSERT(share >= 0);
  RIPCORD_ASSERT(share <= 1);
  const double exact = share * static_cast<double>(count_);
  const auto rank = static_cast<std::uint64_t>(std::ceil(std::max(0.0, exact - rounding)));
  std::uint64_t seen = 0;
  for (std::size_t i = 0; i < counts_.size(); ++i) {
    seen += counts_[i];
    if (seen > 0 && seen >= rank) return std::clamp(bucket_at(i, 0).high, min(), max_);
  }
  return max_;
}

std::uint64_t Histogram::count_up_to(std::uint64_t value) const {
  const std::size_t end = std::min(counts_.size(), index_of(std::min(value, value_max)) + 1);
  std::uint64_t seen = 0;
  for (std::size_t i = 0; i < end; ++i) seen += counts_[i];
  return seen;
}

std::vector<Histogram::Bucket> Histogram::buckets() const {
  std::vector<Bucket> found;
  for (std::size_t i = 0; i < counts_.size(); ++i) {
    if (counts_[i] > 0) found.push_back(bucket_at(i, counts_[i]));
  }
  return found;
}

}  // namespace ripcord::measures
