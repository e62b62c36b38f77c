#pragma once

#include "transports/shim/rules.hpp"

#include <algorithm>
#include <compare>
#include <cstdint>
#include <map>
#include <memory>
#include <vector>

namespace ripcord::shim {

/// Whom a rule counts apart (`per:`).
struct ScopeKey {
  std::uint32_t first = 0;
  std::uint32_t second = 0;
  std::uint32_t third = 0;

  friend auto operator<=>(const ScopeKey&, const ScopeKey&) = default;
};

inline ScopeKey scope_key(Per per, const Moment& moment) {
  switch (per) {
    case Per::client:
      return {.first = moment.client};
    case Per::connection:
      return {.first = moment.unit != nullptr ? moment.unit->scope.id : 0};
    case Per::association:
      return {.first = moment.client,
              .second = moment.service,
              .third = moment.unit != nullptr ? moment.unit->association : 0};
    case Per::run:
      return {};
  }
  return {};
}

struct ScopeCount {
  ScopeKey key;
  std::uint64_t matched = 0;
  std::uint64_t fired = 0;
};

/// Units of one kind: as far as gates can tell them apart.
struct Rules::Sight {
  explicit Sight(const Unit& seen)
      : direction(seen.direction),
        pdu(seen.info.pdu),
        interface(seen.info.interface),
        operation(seen.info.operation) {}

  [[nodiscard]] bool is_of(const Unit& unit) const {
    return direction == unit.direction && pdu == unit.info.pdu &&
           interface == unit.info.interface && operation == unit.info.operation;
  }
  /// A unit of this kind, in what gates look at.
  [[nodiscard]] Unit unit() const {
    Unit unit{.direction = direction};
    unit.info.pdu = pdu;
    unit.info.interface = interface;
    unit.info.operation = operation;
    return unit;
  }

  Direction direction;
  std::uint8_t pdu;
  protocol::InterfaceIndex interface;
  std::uint16_t operation;
  /// How many came.
  std::uint64_t count = 0;
  /// Whose gates let it through, in order.
  std::vector<RuleIndex> rules;
};

/// How many moments passed each stage of a rule's selection, for `why_not`.
struct Passed {
  std::uint64_t pdu = 0;
  std::uint64_t interface = 0;
  std::uint64_t operation = 0;
  std::vector<std::uint64_t> clauses;
  std::uint64_t any = 0;
  std::uint64_t none = 0;
  std::uint64_t times = 0;

  /// Counts so many units like `unit` as far as `gate` lets them; returns whether it does.
  bool count(const Gate& gate, const Unit& unit, std::uint64_t units) {
    if (!gate.passes_pdu(unit)) return false;
    pdu += units;
    if (!gate.passes_interface(unit)) return false;
    interface += units;
    if (!gate.passes_operation(unit)) return false;
    operation += units;
    return true;
  }
};

/// What `Rules` knows of one rule.
struct Rules::State {
  RuleAccount account;
  Time first_fired{};
  std::unique_ptr<Fault> fault;
  /// Units that have a sight are counted there.
  Passed passed;
  /// Moments that probability decided against.
  std::uint64_t unlucky = 0;
  /// Sorted by key.
  std::vector<ScopeCount> counts;

  /// The count of `key`, or the last one of all if there are `limit` of them already.
  ScopeCount& count(const ScopeKey& key, std::size_t limit) {
    auto at = std::ranges::lower_bound(counts, key, {}, &ScopeCount::key);
    if (at != counts.end() && at->key == key) return *at;
    if (counts.size() >= limit) return counts.back();
    return *counts.insert(at, {.key = key});
  }
};

/// The associations of one lane.
struct Rules::LaneAssociations {
  trace::NameId client = trace::no_name;
  trace::NameId service = trace::no_name;
  /// Which one of the lane it is, from 1, by its name on the wire.
  std::map<std::uint32_t, std::uint32_t> numbers;
};

/// How often a peer published an event.
struct Rules::Event {
  trace::NameId event = trace::no_name;
  trace::NameId client = trace::no_name;
  trace::NameId service = trace::no_name;
  std::uint32_t count = 0;
};

struct Rules::Stalled {
  Wire* wire = nullptr;
  RuleIndex rule = 0;
};

}  // namespace ripcord::shim
