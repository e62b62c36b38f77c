#pragma once

#include "harness/explore/atlas.hpp"
#include "harness/explore/confirmation.hpp"
#include "harness/explore/decider.hpp"
#include "harness/explore/findings.hpp"
#include "harness/explore/frontier.hpp"
#include "harness/explore/matrix.hpp"
#include "harness/explore/menu.hpp"
#include "harness/explore/sensitivity.hpp"
#include "harness/explore/trials.hpp"

#include <cstdint>
#include <functional>
#include <limits>
#include <set>
#include <string>
#include <vector>

namespace ripcord::explore {

struct Exploration;

/// How far to go.
struct Reach {
  /// Faults in one run: 1, 2 or 3.
  std::uint32_t depth = 1;
  /// Runs at most, the clean one and the random ones included.
  std::uint64_t runs = std::numeric_limits<std::uint64_t>::max();
  /// Random runs once all levels are complete: what `Decider` makes of bytes that a seed draws.
  std::uint64_t random_runs = 0;
  /// Worlds side by side. Nothing that is found depends on it.
  unsigned threads = 1;
  /// The i-th of n parts of the first level, each with all that follows from it.
  std::uint32_t part = 1;
  std::uint32_t parts = 1;
  /// Asked after every run, and told what has come of all so far; exploration ends once it says
  /// true.
  std::function<bool(const Exploration&)> is_over;
  /// Asked of what broke before it is believed; null = all is. Outlives the exploration.
  Confirmation* confirmation = nullptr;
};

/// What became of the schedules of so many faults.
struct Level {
  std::uint32_t depth = 0;
  std::uint64_t planned = 0;
  std::uint64_t played = 0;
  /// Could not be judged, because the world could not do what was asked.
  std::uint64_t unjudged = 0;
  /// Behaved as if nothing had struck: nothing is built on them.
  std::uint64_t without_effect = 0;
  /// Not planned: the like of it was, in the same state.
  std::uint64_t same_state = 0;
  /// Not planned: alone it changes nothing at any point of the kind.
  std::uint64_t insensitive = 0;
  /// Not planned: other fragments or calls of the same bulk transfer stand for them.
  std::uint64_t represented = 0;
  /// Not planned: there were too many.
  std::uint64_t beyond_limit = 0;

  [[nodiscard]] bool is_complete() const { return played == planned && beyond_limit == 0; }
};

/// What an exploration came to. The same for the same scenario, seed and reach, however many
/// threads worked on it, unless its time was up first.
struct Exploration {
  /// What the run without any fault broke: then nothing else is played.
  std::vector<Violation> clean_violations;
  std::string clean_problem;
  std::uint64_t points = 0;
  std::uint64_t runs = 0;
  /// Runs that could not be judged, and runs that broke a promise.
  std::uint64_t unjudged = 0;
  std::uint64_t failed_runs = 0;
  std::uint64_t random_runs = 0;
  std::vector<Level> levels;
  Findings findings;
  /// Broken promises that nobody could have kept, because the wire lied (`Lies`).
  std::uint64_t excused = 0;
  Matrix matrix;
  /// What peers can say happened, and did in no run.
  std::vector<std::string> events_never_seen;
  /// Classes of behaviour, and of how runs ended and were judged.
  std::set<std::uint64_t> behaviours;
  std::set<std::uint64_t> outcomes;

  [[nodiscard]] bool is_clean() const {
    return clean_problem.empty() && clean_violations.empty() && findings.all().empty();
  }
  [[nodiscard]] bool is_complete() const;
};

/// Enumerates what may strike where, level by level, and plays it all.
class Explorer {
 public:
  /// `trials` and `menu` outlive the explorer.
  Explorer(const Trials& trials, const Menu& menu, Reach reach);

  /// Called once.
  [[nodiscard]] Exploration explore();

  /// Every point that any run came to, valid after `explore`.
  [[nodiscard]] const Atlas& atlas() const { return atlas_; }

 private:
  /// Plays the clean run; false if nothing can be built on it.
  bool begin();
  void plan_first_level(const Trial& clean);
  void play_level(std::uint32_t depth);
  /// What the last level planned, without what is not worth it.
  [[nodiscard]] std::vector<Moves> take_planned(Level& level);
  void note_effect(const Moves& moves, const Trial& trial, Level& level);
  [[nodiscard]] bool is_fault(std::uint16_t dish) const;
  [[nodiscard]] std::uint64_t state_for(std::uint16_t dish, const Reached& reached) const;
  void play_random();
  /// Plays `count` runs side by side and has each looked at in order; returns how many were.
  using Make = std::function<Decided(std::size_t)>;
  using Look = std::function<void(std::size_t, const Trial&)>;
  std::size_t play(std::size_t count, const Make& make, const Look& look);
  void note_unseen();
  void record(const Schedule& schedule, const Trial& trial);
  void extend(const Moves& moves, const Trial& trial);
  void extend_to(const Moves& moves, const Reached& reached, const Trial& trial);
  [[nodiscard]] std::size_t room(std::size_t wanted) const;

  const Trials& trials_;
  Reach reach_;
  Atlas atlas_;
  Frontier frontier_;
  Sensitivity sensitivity_;
  Exploration exploration_;
  std::uint64_t clean_behaviour_ = 0;
  /// Points that the clean run came to: the first so many of the atlas.
  std::size_t clean_points_ = 0;
  bool was_stopped_ = false;
};

}  // namespace ripcord::explore
