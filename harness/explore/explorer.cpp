#include "harness/explore/explorer.hpp"

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

/// Faults that a random run tries for at most.
constexpr std::uint64_t random_faults_max = 8;

/// The bytes that decide upon a random run, drawn so that its faults fall anywhere among `points`.
Bytes random_bytes(Prng prng, std::size_t points) {
  constexpr std::size_t profile_bytes = 8;
  constexpr std::uint64_t values = 256;
  Bytes bytes;
  for (std::size_t i = 0; i < profile_bytes; ++i) bytes.push_back(static_cast<Byte>(prng.next()));
  const std::uint64_t faults = 1 + prng.below(random_faults_max);
  const std::uint64_t gaps = std::min(values, 1 + 2 * points / faults);
  for (std::uint64_t i = 0; i < faults; ++i) {
    bytes.push_back(static_cast<Byte>(prng.below(gaps)));
    bytes.push_back(static_cast<Byte>(prng.next()));
  }
  return bytes;
}

/// Whether two faults at this very moment can make a difference together: actions can, and edits of
/// one answer of the mapper, of which each leaves something to the next.
bool may_meet(const Point& point) {
  return point.kind == Point::Kind::happening || point.service == world::World::mapper_name;
}

Matrix::Result result_of(const Trial& trial, const std::vector<Violation>& held_against) {
  if (!held_against.empty()) return Matrix::Result::violated;
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
  exploration_.failed_runs = clean.violations.empty() ? 0 : 1;
  exploration_.findings.add({}, clean, clean.violations);
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
        const std::uint64_t state = state_for(dish, reached);
        if (frontier_.add_always(moves, state) != Frontier::Added::yes) ++level.beyond_limit;
      }
    }
  }
  clean_points_ = atlas_.points().size();
  exploration_.points = clean_points_;
}

void Explorer::play_level(std::uint32_t depth) {
  const std::vector<Moves> planned = take_planned(exploration_.levels[depth - 1]);
  const bool goes_on = depth < reach_.depth;
  if (goes_on) exploration_.levels.push_back({.depth = depth + 1});
  Level& level = exploration_.levels[depth - 1];
  while (level.played < planned.size()) {
    const std::size_t first = level.played;
    std::vector<Schedule> schedules;
    for (std::size_t i = first; i < first + room(planned.size() - first); ++i)
      schedules.push_back(atlas_.schedule(planned[i].all()));
    const Make make = [&](std::size_t index) {
      Trial trial = trials_.play(schedules[index]);
      return Decided{.schedule = std::move(schedules[index]), .trial = std::move(trial)};
    };
    const std::size_t count = schedules.size();
    const std::size_t played = play(count, make, [&](std::size_t index, const Trial& trial) {
      ++level.played;
      note_effect(planned[first + index], trial, level);
      if (goes_on && trial.is_judged) extend(planned[first + index], trial);
    });
    if (count == 0 || played < count) return;
  }
}

std::vector<Moves> Explorer::take_planned(Level& level) {
  std::vector<Moves> planned = frontier_.take();
  const auto is_insensitive = [&](const Moves& moves) {
    const Move& last = moves.all().back();
    return sensitivity_.is_known_to_lack(atlas_.kind(last.point), last.dish);
  };
  level.insensitive = std::erase_if(planned, is_insensitive);
  level.planned = planned.size();
  return planned;
}

void Explorer::note_effect(const Moves& moves, const Trial& trial, Level& level) {
  if (!trial.is_judged) {
    ++level.unjudged;
    return;
  }
  const bool is_plain = trial.survey.behaviour == clean_behaviour_ && trial.violations.empty();
  if (is_plain) ++level.without_effect;
  const Move& move = moves.all().front();
  // An action may be felt later, once something else happens.
  if (moves.count != 1 || !trial.all_fired() || !is_fault(move.dish)) return;
  sensitivity_.note(atlas_.kind(move.point),
                    move.dish,
                    is_plain ? Sensitivity::Effect::none : Sensitivity::Effect::some);
}

bool Explorer::is_fault(std::uint16_t dish) const {
  return atlas_.menu().dishes()[dish].fault != nullptr;
}

std::uint64_t Explorer::state_for(std::uint16_t dish, const Reached& reached) const {
  return is_fault(dish) ? reached.for_fault : reached.for_action;
}

/// Random runs, drawn by seed: one profile each, so that some kinds are left out altogether and
/// others strike often.
void Explorer::play_random() {
  if (!exploration_.is_complete() || reach_.random_runs == 0) return;
  const Decider decider(trials_, atlas_.menu());
  std::uint64_t first = 0;
  while (first < reach_.random_runs) {
    const std::size_t count = room(reach_.random_runs - first);
    const Make make = [&](std::size_t index) {
      const std::uint64_t number = (first + index) * reach_.parts + reach_.part;
      return decider.play(
          random_bytes(Prng(trials_.subject().seed(), "explore", number), clean_points_));
    };
    const auto look = [&](std::size_t, const Trial&) { ++exploration_.random_runs; };
    const std::size_t played = play(count, make, look);
    if (count == 0 || played < count) return;
    first += count;
  }
}

/// How many of `wanted` runs may be planned at once.
std::size_t Explorer::room(std::size_t wanted) const {
  const std::uint64_t left = reach_.runs - std::min(reach_.runs, exploration_.runs);
  return static_cast<std::size_t>(std::min<std::uint64_t>({wanted, batch_max, left}));
}

std::size_t Explorer::play(std::size_t count, const Make& make, const Look& look) {
  std::size_t looked = 0;
  run::in_order(count, reach_.threads, make, [&](std::size_t index, const Decided& decided) {
    ++exploration_.runs;
    if (!decided.trial.is_judged) ++exploration_.unjudged;
    if (decided.trial.is_judged) record(decided.schedule, decided.trial);
    look(index, decided.trial);
    ++looked;
    return !reach_.is_over || !reach_.is_over(exploration_);
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
  std::vector<Violation> held =
      atlas_.menu().lies().held_against(schedule, trial.fired, trial.violations);
  exploration_.excused += trial.violations.size() - held.size();
  if (reach_.confirmation != nullptr) held = reach_.confirmation->believed(schedule, held);
  if (!held.empty()) ++exploration_.failed_runs;
  exploration_.findings.add(schedule, trial, held);
  for (std::size_t i = 0; i < schedule.size(); ++i)
    exploration_.matrix.add(schedule[i], trial.fired[i], result_of(trial, held));
}

/// Plans what else could strike behind the last strike of `trial`.
void Explorer::extend(const Moves& moves, const Trial& trial) {
  if (!trial.all_fired()) return;
  const Survey& survey = trial.survey;
  // On a fault that changed nothing nothing can be built.
  const bool is_plain = survey.behaviour == clean_behaviour_ && trial.violations.empty();
  if (is_plain && is_fault(moves.all().back().dish)) return;
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
    switch (frontier_.add(moves.with(move), state_for(dish, reached), novelty)) {
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
