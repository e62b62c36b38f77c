#include "harness/explore/confirmation.hpp"

#include <algorithm>
#include <utility>

namespace ripcord::explore {

std::vector<Violation> Confirmation::believed(const Schedule& schedule,
                                              std::span<const Violation> violations) {
  std::vector<Ballot> ballots;
  for (const Violation& violation : violations)
    if (confirmed(violation.signature) == nullptr)
      ballots.push_back({.violation = violation, .schedule = schedule});
  vote(ballots);
  count(std::move(ballots));
  std::vector<Violation> believed;
  for (const Violation& violation : violations)
    if (confirmed(violation.signature) != nullptr) believed.push_back(violation);
  return believed;
}

const Ballot* Confirmation::confirmed(std::string_view signature) const {
  const auto found = std::ranges::find_if(
      confirmed_, [&](const Ballot& ballot) { return ballot.violation.signature == signature; });
  return found == confirmed_.end() ? nullptr : &*found;
}

void Confirmation::vote(std::vector<Ballot>& ballots) {
  const auto is_open = [this](const Ballot& ballot) { return this->is_open(ballot); };
  while (std::ranges::any_of(ballots, is_open)) {
    const std::vector<Violation> broken = again_(ballots.front().schedule);
    ++plays_;
    for (Ballot& ballot : ballots) {
      const auto is_it = [&](const Violation& other) {
        return other.signature == ballot.violation.signature;
      };
      ++ballot.plays;
      if (std::ranges::any_of(broken, is_it)) ++ballot.failures;
    }
  }
}

bool Confirmation::is_open(const Ballot& ballot) const {
  const std::uint32_t left = quorum_.plays - std::min(quorum_.plays, ballot.plays);
  return !is_confirmed(ballot) && ballot.failures + left >= quorum_.failures;
}

void Confirmation::count(std::vector<Ballot> ballots) {
  for (Ballot& ballot : ballots) {
    if (is_confirmed(ballot)) {
      confirmed_.push_back(std::move(ballot));
    } else if (doubtful_.size() == doubtful_max) {
      ++beyond_limit_;
    } else {
      doubtful_.push_back(std::move(ballot));
    }
  }
}

}  // namespace ripcord::explore
