#pragma once

#include "harness/explore/menu.hpp"
#include "harness/explore/trials.hpp"

#include <cstdint>
#include <set>
#include <string>
#include <vector>

namespace ripcord::explore {

/// Makes a failing schedule smaller and simpler, as long as it fails with the same signature:
///
/// 1. Faults are left out until no single one can be.
/// 2. A fault becomes the plain form of its kind, or of a kind that is simpler to understand.
/// 3. A fault moves to an earlier point at which it does the same.
///
/// From 1 again, until nothing changes. What was tried once is not tried again.
class Shrinker {
 public:
  /// `trials` and `menu` outlive the shrinker; at most `runs_max` runs are played.
  Shrinker(const Trials& trials, const Menu& menu, std::string signature, std::uint64_t runs_max);

  /// Whether `schedule` fails with the signature, and every choice of it strikes.
  [[nodiscard]] bool fails(const Schedule& schedule);

  /// `schedule` fails.
  [[nodiscard]] Schedule shrink(Schedule schedule);

  [[nodiscard]] std::uint64_t runs() const { return runs_; }
  /// Whether the result is as small as these steps can make it, not as small as there was time for.
  [[nodiscard]] bool is_minimal() const { return runs_ < runs_max_; }

 private:
  [[nodiscard]] bool is_new_and_fails(const Schedule& schedule);
  bool simplify(Schedule& schedule, std::size_t index);
  bool move_earlier(Schedule& schedule, std::size_t index);

  const Trials& trials_;
  const Menu& menu_;
  std::string signature_;
  std::uint64_t runs_max_;
  std::uint64_t runs_ = 0;
  /// Digests of schedules that were tried.
  std::set<std::uint64_t> tried_;
};

}  // namespace ripcord::explore
