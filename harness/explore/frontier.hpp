#pragma once

#include "harness/explore/atlas.hpp"

#include <array>
#include <cstdint>
#include <span>
#include <unordered_set>
#include <vector>

namespace ripcord::explore {

/// A schedule by numbers.
struct Moves {
  static constexpr std::size_t depth_max = 3;

  std::array<Move, depth_max> list{};
  std::uint8_t count = 0;

  [[nodiscard]] std::span<const Move> all() const { return std::span(list).first(count); }
  [[nodiscard]] Moves with(const Move& move) const;
};

/// The schedules of the next level: found while this one is played, each where the like of it was
/// not planned yet, and handed out with what is new first.
class Frontier {
 public:
  /// Schedules that one level plans at most; more would not fit a night.
  static constexpr std::size_t planned_max = 4'000'000;

  enum class Novelty : std::uint8_t { known, novel };
  enum class Added : std::uint8_t { yes, same_state, beyond_limit };

  /// The last of `moves` would strike in `state`; `Novelty::novel`: no run without faults comes to
  /// that point. What strikes so with fewer moves before it need not be tried again.
  Added add(const Moves& moves, std::uint64_t state, Novelty novelty);

  /// Plans whatever the like of it was planned: the first level is complete.
  Added add_always(const Moves& moves, std::uint64_t state);

  /// Everything that was added since the last time: what strikes at new points, then the rest.
  [[nodiscard]] std::vector<Moves> take();

 private:
  std::vector<Moves> novel_;
  std::vector<Moves> rest_;
  /// Of states and dishes; never walked.
  std::unordered_set<std::uint64_t> seen_;
};

}  // namespace ripcord::explore
