#pragma once

#include "transports/shim/effect.hpp"
#include "transports/shim/rule_set.hpp"
#include "transports/trace/log.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace ripcord::shim {

class Wire;

/// What one rule did in one run.
struct RuleAccount {
  /// Moments that its `when` selected.
  std::uint64_t matched = 0;
  std::uint64_t fired = 0;
  /// Where it fired, in order; at most `Rules::points_max`.
  std::vector<trace::Coordinate> at;
};

/// A rule that fires, and where in the unit.
struct Hit {
  RuleIndex rule = 0;
  Strike strike;
  std::uint64_t coordinate_hash = 0;
};

/// The rules of one run: shared by all its wires and its peers' happenings.
///
/// 1. Rules are tried in file order.
/// 2. A rule matches a moment if everything of its `when` holds: selection, `after`, `since`,
///    `probability`. Its matches are then counted (`nth`, `every`, `times`) in the scope of `per`.
/// 3. Every decision is a function of the seed, the rule's id, the moment's coordinate and those
///    counts: no rule moves another's.
class Rules {
 public:
  /// Points that are remembered of each rule; beyond, they are only counted.
  static constexpr std::size_t points_max = 100;
  /// Clients, connections or associations whose matches a rule counts apart; any further ones share
  /// one count, so that a server under load for days does not fill the memory.
  static constexpr std::size_t scopes_max = std::size_t{1} << 16U;
  /// Kinds of unit that are told apart; for any further ones every rule's gate is tried each time.
  static constexpr std::size_t sights_max = 256;

  /// Associations of a lane that are told apart; any later ones are all the last.
  static constexpr std::size_t associations_max = std::size_t{1} << 16U;

  /// `set` and `log` must outlive the rules; the log's legend is the set's.
  Rules(const RuleSet& set, std::uint64_t seed, trace::Log& log);
  ~Rules();
  Rules(const Rules&) = delete;
  Rules& operator=(const Rules&) = delete;

  /// A peer did something. Traces it, and appends the actions that it sets off to `commands`, in
  /// order: they must be performed before the peer goes on.
  void publish(Time now, const Happening& happening, std::vector<RuleIndex>& commands);
  /// The same for one that is in the log's names already: what is said many times a run.
  void publish(Time now, const trace::Log::Happened& happened, std::vector<RuleIndex>& commands);

  /// From now on no rule matches, and what rules made last is over: faults have had their time.
  void retire(Time now);

  [[nodiscard]] const RuleSet& set() const { return set_; }
  [[nodiscard]] trace::Log& log() { return log_; }
  [[nodiscard]] const RuleAccount& account(RuleIndex rule) const;
  /// The coordinates of `account(rule).at` as text.
  [[nodiscard]] std::vector<std::string> points(RuleIndex rule) const;
  /// Why the rule never fired, for its author: the condition that was nearest to being met. Empty
  /// if it fired.
  [[nodiscard]] std::string why_not(RuleIndex rule) const;

  // --- For wires -------------------------------------------------------------------------------

  /// The first rule from `from` on that fires at `moment`. Counts and traces what matches.
  std::optional<Hit> next(const Moment& moment, std::size_t from);
  /// The fault of a rule that has one.
  Fault& fault(RuleIndex rule);
  /// A number that depends only on the seed, the rule and `salt`.
  [[nodiscard]] std::uint64_t decide(RuleIndex rule, std::uint64_t salt) const;
  /// The k-th association of the lane that the wire calls `id`, from 1.
  std::uint32_t association(const Scope& scope, std::uint32_t id);
  /// `wire` is stalled by `rule` until its time is over, the rule's `until` comes, or `retire`.
  void add_stalled(Wire& wire, RuleIndex rule);
  void remove_stalled(Wire& wire);

 private:
  void select(const Moment& moment, std::vector<RuleIndex>& commands);

  struct State;
  struct Sight;
  struct LaneAssociations;
  struct Event;
  struct Stalled;

  std::optional<Hit> next_for_unit(const Moment& moment, std::size_t from);
  Sight* sight(const Unit& unit);
  std::optional<Hit> try_rule(RuleIndex rule, const Moment& moment);
  bool selects(RuleIndex rule, const Moment& moment, Strike& strike);
  bool gates_open(RuleIndex rule, Time now);
  bool counting_fires(RuleIndex rule, const Moment& moment);
  void note(trace::What what, const Hit& hit, const Moment& moment, const trace::Coordinate& at);
  trace::Coordinate coordinate(const Moment& moment) const;
  std::uint32_t count_event(const Moment& moment);
  void heal(std::optional<RuleIndex> rule, trace::NameId event, Time now);

  const RuleSet& set_;
  trace::Log& log_;
  std::uint64_t seed_;
  bool retired_ = false;
  std::vector<State> states_;
  std::vector<Sight> sights_;
  /// By direction: which sight came last.
  std::size_t last_sight_[2] = {0, 0};
  std::vector<LaneAssociations> associations_;
  std::vector<Event> events_;
  std::vector<Stalled> stalled_;
};

}  // namespace ripcord::shim
