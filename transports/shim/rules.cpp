#include "transports/shim/rules.hpp"

#include "transports/base/assert.hpp"
#include "transports/base/hash.hpp"
#include "transports/shim/rule_state.hpp"
#include "transports/shim/unit_record.hpp"
#include "transports/shim/wire.hpp"

#include <algorithm>
#include <utility>

namespace ripcord::shim {
namespace {

/// `random` of 64 bits brought into [0, bound) by its upper half.
std::uint64_t scaled(std::uint64_t random, std::uint64_t bound) {
  return (random >> 32U) * bound >> 32U;
}

constexpr std::uint64_t million = 1'000'000;

}  // namespace

Rules::Rules(const RuleSet& set, std::uint64_t seed, trace::Log& log)
    : set_(set), log_(log), seed_(seed), states_(set.rules().size()) {
  for (std::size_t i = 0; i < states_.size(); ++i) {
    const CompiledRule& rule = set_.rules()[i];
    states_[i].passed.clauses.resize(rule.selecting.clauses.size());
  }
}

Rules::~Rules() = default;

void Rules::publish(Time now, const Happening& happening, std::vector<RuleIndex>& commands) {
  const Moment moment{.now = now,
                      .happening = &happening,
                      .client = log_.intern(happening.client),
                      .service = log_.intern(happening.service),
                      .event = log_.intern(happening.event)};
  log_.happening(now, {.event = moment.event, .client = moment.client, .service = moment.service});
  for (const Detail& detail : happening.details) {
    if (detail.text.empty()) {
      log_.detail(now, detail.name, detail.number);
    } else {
      log_.detail(now, detail.name, detail.text);
    }
  }
  if (!set_.hears()) return;
  select(moment, commands);
}

void Rules::publish(Time now,
                    const trace::Log::Happened& happened,
                    std::vector<RuleIndex>& commands) {
  log_.happening(now, happened);
  if (!set_.hears()) return;
  const Happening happening{.event = log_.text(happened.event),
                            .client = log_.text(happened.client),
                            .service = log_.text(happened.service)};
  select({.now = now,
          .happening = &happening,
          .client = happened.client,
          .service = happened.service,
          .event = happened.event},
         commands);
}

void Rules::select(const Moment& moment, std::vector<RuleIndex>& commands) {
  Moment counted = moment;
  counted.ordinal = count_event(counted);
  heal(std::nullopt, counted.event, counted.now);
  for (std::optional<Hit> hit = next(counted, 0); hit; hit = next(counted, hit->rule + 1U)) {
    commands.push_back(hit->rule);
  }
}

std::optional<Hit> Rules::next(const Moment& moment, std::size_t from) {
  if (retired_ || !set_.may_select(moment)) return std::nullopt;
  if (moment.unit != nullptr) return next_for_unit(moment, from);
  const std::span<const Gate> gates = set_.gates();
  for (std::size_t i = from; i < gates.size(); ++i) {
    if (!gates[i].happenings) continue;
    ++states_[i].passed.pdu;
    if (std::optional<Hit> hit = try_rule(static_cast<RuleIndex>(i), moment)) return hit;
  }
  return std::nullopt;
}

/// Gates are tried once for each kind of unit, so that a rule that is not meant costs nothing.
std::optional<Hit> Rules::next_for_unit(const Moment& moment, std::size_t from) {
  const Unit& unit = *moment.unit;
  if (Sight* const seen = sight(unit)) {
    if (from == 0) ++seen->count;
    for (const RuleIndex rule : seen->rules) {
      if (rule < from) continue;
      if (std::optional<Hit> hit = try_rule(rule, moment)) return hit;
    }
    return std::nullopt;
  }
  const std::span<const Gate> gates = set_.gates();
  for (std::size_t i = from; i < gates.size(); ++i) {
    if (!states_[i].passed.count(gates[i], unit, 1)) continue;
    if (std::optional<Hit> hit = try_rule(static_cast<RuleIndex>(i), moment)) return hit;
  }
  return std::nullopt;
}

/// What is known of units like `unit`; null if there are too many kinds.
Rules::Sight* Rules::sight(const Unit& unit) {
  std::size_t& last = last_sight_[static_cast<std::size_t>(unit.direction)];
  if (last < sights_.size() && sights_[last].is_of(unit)) return &sights_[last];
  for (std::size_t i = 0; i < sights_.size(); ++i) {
    if (!sights_[i].is_of(unit)) continue;
    last = i;
    return &sights_[i];
  }
  if (sights_.size() == sights_max) return nullptr;
  last = sights_.size();
  Sight& added = sights_.emplace_back(unit);
  for (std::size_t i = 0; i < set_.gates().size(); ++i) {
    const Gate& gate = set_.gates()[i];
    if (gate.passes_pdu(unit) && gate.passes_interface(unit) && gate.passes_operation(unit)) {
      added.rules.push_back(static_cast<RuleIndex>(i));
    }
  }
  return &added;
}

void Rules::retire(Time now) {
  retired_ = true;
  const std::vector<Stalled> stalled = std::exchange(stalled_, {});
  for (const Stalled& one : stalled) one.wire->lift(one.rule, now);
}

std::optional<Hit> Rules::try_rule(RuleIndex rule, const Moment& moment) {
  Hit hit{.rule = rule};
  if (!selects(rule, moment, hit.strike) || !gates_open(rule, moment.now)) return std::nullopt;
  State& state = states_[rule];
  trace::Coordinate at = coordinate(moment);
  hit.coordinate_hash = coordinate_hash(at, log_);
  const CompiledRule& compiled = set_.rules()[rule];
  if (const std::optional<Probability>& chance = compiled.spec.counting.probability) {
    const std::uint64_t draw = scaled(decide(rule, hit.coordinate_hash), million);
    if (draw >= chance->parts_per_million) {
      ++state.unlucky;
      return std::nullopt;
    }
  }
  ++state.account.matched;
  at.site = hit.strike.offset ? trace::Site::inside : compiled.site;
  at.offset = hit.strike.offset.value_or(0);
  if (!counting_fires(rule, moment)) {
    note(trace::What::matched, hit, moment, at);
    if (compiled.fault != nullptr && moment.unit != nullptr) {
      fault(rule).on_skip(*moment.unit, set_.protocol());
    }
    return std::nullopt;
  }
  if (++state.account.fired == 1) state.first_fired = moment.now;
  if (state.account.at.size() < points_max) state.account.at.push_back(at);
  note(trace::What::fired, hit, moment, at);
  heal(rule, trace::no_name, moment.now);
  return hit;
}

bool Rules::selects(RuleIndex rule, const Moment& moment, Strike& strike) {
  State& state = states_[rule];
  const Selecting& selecting = set_.rules()[rule].selecting;
  for (std::size_t i = 0; i < selecting.clauses.size(); ++i) {
    if (!selecting.clauses[i].trigger->matches(moment, strike)) return false;
    ++state.passed.clauses[i];
  }
  if (!selecting.any_matches(moment, strike)) return false;
  ++state.passed.any;
  if (!selecting.none_matches(moment)) return false;
  ++state.passed.none;
  return true;
}

/// `after` and `since`.
bool Rules::gates_open(RuleIndex rule, Time now) {
  const CompiledRule& compiled = set_.rules()[rule];
  Time from{};
  if (compiled.after) {
    const State& other = states_[*compiled.after];
    if (other.account.fired == 0) return false;
    from = other.first_fired;
  }
  if (compiled.spec.counting.since && now < after(from, *compiled.spec.counting.since)) {
    return false;
  }
  ++states_[rule].passed.times;
  return true;
}

bool Rules::counting_fires(RuleIndex rule, const Moment& moment) {
  const Counting& counting = set_.rules()[rule].spec.counting;
  ScopeCount& count = states_[rule].count(scope_key(counting.per, moment), scopes_max);
  ++count.matched;
  const auto matched = static_cast<std::int64_t>(count.matched);
  if (counting.nth && !counting.nth->contains(matched)) return false;
  if (matched % counting.every != 0) return false;
  if (counting.times && static_cast<std::int64_t>(count.fired) >= *counting.times) return false;
  ++count.fired;
  return true;
}

void Rules::note(trace::What what,
                 const Hit& hit,
                 const Moment& moment,
                 const trace::Coordinate& at) {
  trace::Record record;
  if (moment.unit != nullptr) {
    record = unit_record(what, moment.now, *moment.unit);
    record.call = at.call;
    record.fragment = at.fragment;
  } else {
    record.time = moment.now.time_since_epoch().count();
    record.what = what;
    record.subject = moment.event;
    record.object = moment.client;
    record.call_id = moment.service;
    record.call = at.call;
  }
  record.digest = hit.coordinate_hash;
  record.rule = hit.rule;
  record.site = at.site;
  record.value = at.offset;
  log_.append(record);
}

trace::Coordinate Rules::coordinate(const Moment& moment) const {
  if (moment.unit != nullptr) return moment.unit->coordinate();
  return {.client = moment.client,
          .service = moment.service,
          .call = moment.ordinal,
          .event = moment.event};
}

std::uint64_t Rules::decide(RuleIndex rule, std::uint64_t salt) const {
  return mix(mix(seed_, set_.rules()[rule].digest), salt);
}

Fault& Rules::fault(RuleIndex rule) {
  const CompiledRule& compiled = set_.rules()[rule];
  RIPCORD_ASSERT(compiled.fault != nullptr);
  if (states_[rule].fault) return *states_[rule].fault;
  // Rules of one id are one rule, told place by place: what it saw at one it knows at the next. A
  // rule that counts sees more than its place, and would see it twice.
  const auto is_same = [&](const CompiledRule& other) {
    return other.digest == compiled.digest && other.fault == compiled.fault &&
           !other.spec.counting.nth;
  };
  const auto first = std::ranges::find_if(set_.rules(), is_same);
  const bool counts = compiled.spec.counting.nth.has_value();
  State& state = states_[counts ? rule : static_cast<std::size_t>(first - set_.rules().begin())];
  if (!state.fault) state.fault = compiled.fault->make(compiled.spec.arguments);
  return *state.fault;
}

const RuleAccount& Rules::account(RuleIndex rule) const { return states_[rule].account; }

std::vector<std::string> Rules::points(RuleIndex rule) const {
  std::vector<std::string> texts;
  for (const trace::Coordinate& at : account(rule).at) {
    texts.push_back(trace::coordinate_text(at, log_));
  }
  return texts;
}

std::uint32_t Rules::association(const Scope& scope, std::uint32_t id) {
  const auto is_lane = [&](const LaneAssociations& lane) {
    return lane.client == scope.client && lane.service == scope.service;
  };
  auto lane = std::ranges::find_if(associations_, is_lane);
  if (lane == associations_.end())
    lane = associations_.insert(lane, {.client = scope.client, .service = scope.service});
  std::map<std::uint32_t, std::uint32_t>& numbers = lane->numbers;
  const auto known = numbers.find(id);
  if (known != numbers.end()) return known->second;
  const auto count = static_cast<std::uint32_t>(numbers.size());
  if (count >= associations_max) return count;
  numbers.emplace(id, count + 1);
  return count + 1;
}

std::uint32_t Rules::count_event(const Moment& moment) {
  for (Event& one : events_) {
    if (one.event == moment.event && one.client == moment.client && one.service == moment.service) {
      return ++one.count;
    }
  }
  events_.push_back(
      {.event = moment.event, .client = moment.client, .service = moment.service, .count = 1});
  return 1;
}

void Rules::add_stalled(Wire& wire, RuleIndex rule) {
  stalled_.push_back({.wire = &wire, .rule = rule});
}

void Rules::remove_stalled(Wire& wire) {
  std::erase_if(stalled_, [&](const Stalled& one) { return one.wire == &wire; });
}

/// Ends the stalls whose `until` is this rule or this event.
void Rules::heal(std::optional<RuleIndex> rule, trace::NameId event, Time now) {
  if (stalled_.empty()) return;
  std::vector<Stalled> healed;
  std::erase_if(stalled_, [&](const Stalled& one) {
    const std::optional<Until>& until = set_.rules()[one.rule].until;
    const bool ends = until && (rule ? until->rule == rule : !until->rule && until->event == event);
    if (ends) healed.push_back(one);
    return ends;
  });
  for (const Stalled& one : healed) one.wire->lift(one.rule, now);
}

}  // namespace ripcord::shim
