#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_set>

namespace ripcord::report {

/// How many different hashes were seen, in memory that stays flat however many come: exact up to
/// `exact_max`, and beyond it known to be more.
class DistinctCount {
 public:
  /// A sweep over 100,000 seeds is still counted one by one, with some 5 MB; the count tells how
  /// much a sweep has tried, and nobody needs a longer one to the last digit.
  static constexpr std::size_t exact_max = 100'000;
  /// Stands for this many or more.
  static constexpr std::size_t beyond = exact_max + 1;

  void add(std::uint64_t hash);

  /// At most `beyond`.
  [[nodiscard]] std::uint64_t count() const { return full_ ? beyond : hashes_.size(); }

 private:
  /// Whether more than `exact_max` came; then none is kept.
  bool full_ = false;
  std::unordered_set<std::uint64_t> hashes_;
};

/// A count of different hashes for people: `17`, or `more than 100000`.
[[nodiscard]] std::string distinct_text(std::uint64_t count);

}  // namespace ripcord::report
