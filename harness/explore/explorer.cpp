#include "harness/explore/explorer.hpp"

#include "harness/explore/decisions.hpp"
#include "harness/run/in_order.hpp"
#include "harness/world/publisher.hpp"
#include "harness/world/world.hpp"
#include "transports/base/prng.hpp"

#include <algorithm>
#include <utility>

namespace ripcord::explore {
namespace {

/// Schedules that are made ready at once: between two such batches nobody but us reads the atlas.
constexpr std::size_t batch_max = 2'048;

/// Bytes that a random schedule is drawn from: its profile and up to eight faults.
constexpr std::size_t random_bytes = 24;

/// Whether two faults at this very moment can make a difference together: actions can, and edits of
/// one answer of the mapper, of which each leaves something to the next.
bool may_meet(const Point& point) {
  return point.kind == Point::Kind::happening || point.service == world::World::mapper_name;
}

Matrix::Result result_of(const Trial& trial) {
  if (!trial.violations.empty()) return Matrix::Result::violated;
  return trial.ending.outcome == world::Outcome::completed ? Matrix::Result::survived
                                                           : Matrix::Result::noticed;
}

}  // namespace

bool Exploration::is_complete() const { return std::ranges::all_of(levels, &Level::is_complete); }

Explorer::Explorer(const Trials& trials, const Menu& menu, Reach reach)
    : trials_(trials), reach_(std::move(reach)), atlas_(menu) {}

Exploration Explorer::explore() {
  if (!begin()) return std::move(exploration_);
  for (std::uint32_t depth = 1; depth <= reach_.depth; ++depth) play_level(depth);
  play_random();
  note_unseen();
  return std::move(exploration_);
}

bool Explorer::begin() {
  const Trial clean = trials_.play({});
  exploration_.runs = 1;
  exploration_.clean_problem = clean.why;
  exploration_.clean_violations = clean.violations;
  if (clean.is_judged && clean.ending.outcome != world::Outcome::completed)
    exploration_.clean_problem = "its workload does not complete without faults";
  if (!exploration_.is_clean()) return false;
  clean_behaviour_ = clean.survey.behaviour;
  exploration_.behaviours.insert(clean_behaviour_);
  exploration_.outcomes.insert(clean.outcome_hash);
  plan_first_level(clean);
  return true;
}

void Explorer::plan_first_level(const Trial& clean) {
  Level& level = exploration_.levels.emplace_back();
  level.depth = 1;
  std::uint64_t number = 0;
  for (const Reached& reached : clean.survey.reached) {
    const std::uint32_t point = atlas_.add(reached, clean.log());
    for (const std::uint16_t dish : atlas_.dishes(point)) {
      if (!reached.is_representative) {
        ++level.represented;
      } else if (number++ % reach_.parts == reach_.part - 1) {
        const Moves moves = Moves{}.with({.point = point, .nth = reached.nth, .dish = dish});
        if (frontier_.add_always(moves) != Frontier::Added::yes) ++level.beyond_limit;
      }
    }
  }
  clean_points_ = atlas_.points().size();
  exploration_.points = clean_points_;
}

void Explorer::play_level(std::uint32_t depth) {
  const std::vector<Moves> planned = frontier_.take();
  exploration_.levels[depth - 1].planned = planned.size();
  const bool goes_on = depth < reach_.depth;
  if (goes_on) exploration_.levels.push_back({.depth = depth + 1});
  Level& level = exploration_.levels[depth - 1];
  while (level.played < planned.size()) {
    const std::size_t first = level.played;
    std::vector<Schedule> schedules;
    for (std::size_t i = first; i < first + room(planned.size() - first); ++i)
      schedules.push_back(atlas_.schedule(planned[i].all()));
    const std::size_t played = play(schedules, [&](std::size_t index, const Trial& trial) {
      ++level.played;
      if (!trial.is_judged) ++level.unjudged;
      if (!trial.is_judged || trial.survey.behaviour == clean_behaviour_) {
        level.without_effect += trial.is_judged ? 1 : 0;
      } else if (goes_on) {
        extend(planned[first + index], trial);
      }
    });
    if (schedules.empty() || played < schedules.size()) return;
  }
}

/// Random schedules of several faults, drawn by seed: one profile each, so that some kinds are left
/// out altogether and others strike often.
void Explorer::play_random() {
  if (!exploration_.is_complete()) return;
  std::uint64_t seed = 0;
  while (seed < reach_.random_runs) {
    std::vector<Schedule> schedules;
    const std::size_t count = room(reach_.random_runs - seed);
    for (std::size_t i = 0; i < count; ++i) {
      Prng prng(trials_.subject().seed(), "explore", seed * reach_.parts + reach_.part);
      ++seed;
      Bytes bytes(random_bytes);
      for (Byte& byte : bytes) byte = static_cast<Byte>(prng.next());
      schedules.push_back(schedule_from(bytes, atlas_, clean_points_));
    }
    const std::size_t played =
        play(schedules, [&](std::size_t, const Trial&) { ++exploration_.random_runs; });
    if (schedules.empty() || played < schedules.size()) return;
  }
}

/// How many of `wanted` runs may be planned at once.
std::size_t Explorer::room(std::size_t wanted) const {
  const std::uint64_t left = reach_.runs - std::min(reach_.runs, exploration_.runs);
  return static_cast<std::size_t>(std::min<std::uint64_t>({wanted, batch_max, left}));
}

std::size_t Explorer::play(const std::vector<Schedule>& schedules, const Look& look) {
  std::size_t looked = 0;
  run::in_order(
      schedules.size(),
      reach_.threads,
      [&](std::size_t index) { return trials_.play(schedules[index]); },
      [&](std::size_t index, const Trial& trial) {
        ++exploration_.runs;
        if (trial.is_judged) record(schedules[index], trial);
        look(index, trial);
        ++looked;
        return !reach_.is_over || !reach_.is_over();
      });
  return looked;
}

/// Which happenings no run came to: every run's points are in the atlas.
void Explorer::note_unseen() {
  std::set<std::string_view> seen;
  for (const Point& point : atlas_.points()) seen.insert(point.event);
  for (std::size_t i = 0; i < world::event_count; ++i) {
    const std::string_view event = world::event_name(static_cast<world::Event>(i));
    if (!seen.contains(event)) exploration_.events_never_seen.emplace_back(event);
  }
}

void Explorer::record(const Schedule& schedule, const Trial& trial) {
  const bool is_new = exploration_.behaviours.insert(trial.survey.behaviour).second;
  if (is_new)
    for (const Reached& reached : trial.survey.reached) atlas_.add(reached, trial.log());
  exploration_.outcomes.insert(trial.outcome_hash);
  exploration_.findings.add(schedule, trial);
  for (std::size_t i = 0; i < schedule.size(); ++i)
    exploration_.matrix.add(schedule[i], trial.fired[i], result_of(trial));
}

/// Plans what else could strike behind the last strike of `trial`.
void Explorer::extend(const Moves& moves, const Trial& trial) {
  if (!trial.all_fired()) return;
  const Survey& survey = trial.survey;
  const std::uint32_t struck = moves.all().back().point;
  if (may_meet(atlas_.points()[struck])) extend_to(moves, survey.reached[survey.struck], trial);
  for (std::size_t i = survey.behind_strikes; i < survey.reached.size(); ++i)
    extend_to(moves, survey.reached[i], trial);
}

void Explorer::extend_to(const Moves& moves, const Reached& reached, const Trial& trial) {
  Level& next = exploration_.levels.back();
  const std::uint32_t point = atlas_.add(reached, trial.log());
  const auto novelty = point < clean_points_ ? Frontier::Novelty::known : Frontier::Novelty::novel;
  for (const std::uint16_t dish : atlas_.dishes(point)) {
    const Move move{.point = point, .nth = reached.nth, .dish = dish};
    if (!atlas_.menu().dishes()[dish].is_plain || move == moves.all().back()) continue;
    if (!reached.is_representative) {
      ++next.represented;
      continue;
    }
    switch (frontier_.add(moves.with(move), reached.state, reached.kind, novelty)) {
      case Frontier::Added::yes:
        break;
      case Frontier::Added::same_state:
        ++next.same_state;
        break;
      case Frontier::Added::beyond_limit:
        ++next.beyond_limit;
        break;
    }
  }
}

}  // namespace ripcord::explore
