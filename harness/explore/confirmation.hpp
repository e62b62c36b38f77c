#pragma once

#include "harness/explore/choice.hpp"
#include "harness/explore/violation.hpp"

#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace ripcord::explore {

/// How often a schedule that fails in real time is to fail in the same way before anybody is told:
/// there a run may fail that passes when the machine is less busy.
struct Quorum {
  std::uint32_t failures = 2;
  /// The first play included.
  std::uint32_t plays = 3;
};

/// What came of playing one failure again.
struct Ballot {
  Violation violation;
  Schedule schedule;
  std::uint32_t failures = 1;
  std::uint32_t plays = 1;
};

/// Plays what failed again, until it is known whether enough plays fail so.
///
/// A signature that was confirmed is believed wherever else it comes up; one that was not is tried
/// again with the next schedule that comes to it.
class Confirmation {
 public:
  /// Failures that are written down although they were not confirmed; others are only counted.
  static constexpr std::size_t doubtful_max = 100;

  /// Plays a schedule once more and says what that broke.
  using Again = std::function<std::vector<Violation>(const Schedule&)>;

  explicit Confirmation(Again again, Quorum quorum = {})
      : again_(std::move(again)), quorum_(quorum) {}

  /// Of `violations`, which a play of `schedule` came to, those that are to be believed.
  [[nodiscard]] std::vector<Violation> believed(const Schedule& schedule,
                                                std::span<const Violation> violations);

  /// What was confirmed, one ballot a signature, in order.
  [[nodiscard]] std::span<const Ballot> confirmed() const { return confirmed_; }
  /// What was not: no more than `doubtful_max`.
  [[nodiscard]] std::span<const Ballot> doubtful() const { return doubtful_; }
  [[nodiscard]] std::uint64_t doubtful_beyond_limit() const { return beyond_limit_; }
  /// Plays beside those that found something.
  [[nodiscard]] std::uint64_t plays() const { return plays_; }

  /// The ballot by which `signature` was confirmed; null if it was not.
  [[nodiscard]] const Ballot* confirmed(std::string_view signature) const;

 private:
  void vote(std::vector<Ballot>& ballots);
  void count(std::vector<Ballot> ballots);
  [[nodiscard]] bool is_confirmed(const Ballot& ballot) const {
    return ballot.failures >= quorum_.failures;
  }
  /// Whether further plays may change what becomes of it.
  [[nodiscard]] bool is_open(const Ballot& ballot) const;

  Again again_;
  Quorum quorum_;
  std::vector<Ballot> confirmed_;
  std::vector<Ballot> doubtful_;
  std::uint64_t beyond_limit_ = 0;
  std::uint64_t plays_ = 0;
};

}  // namespace ripcord::explore
