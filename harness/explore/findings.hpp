#pragma once

#include "harness/explore/choice.hpp"
#include "harness/explore/trials.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace ripcord::explore {

/// All failures of one signature.
struct Finding {
  Violation violation;
  /// The first schedule that led to it, as far as it struck.
  Schedule schedule;
  /// How many runs failed so.
  std::uint64_t runs = 0;
};

/// What broke, by signature, in the order in which it was found.
class Findings {
 public:
  /// Signatures that are told apart; any further ones are only counted.
  static constexpr std::size_t signatures_max = 1'000;

  /// Takes what `trial` of `schedule` broke, as far as it is to be held against anybody.
  void add(const Schedule& schedule, const Trial& trial, std::span<const Violation> held_against);

  [[nodiscard]] std::span<const Finding> all() const { return findings_; }
  [[nodiscard]] std::uint64_t beyond_limit() const { return beyond_limit_; }

 private:
  std::vector<Finding> findings_;
  std::uint64_t beyond_limit_ = 0;
};

}  // namespace ripcord::explore
