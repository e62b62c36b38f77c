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

/// What `Rules` knows of one rule.
struct Rules::State {
  RuleAccount account;
  Time first_fired{};
  std::unique_ptr<Fault> fault;
  /// How many moments passed each stage of its selection, for `why_not`.
  std::uint64_t passed_pdu = 0;
  std::uint64_t passed_interface = 0;
  std::uint64_t passed_operation = 0;
  std::vector<std::uint64_t> passed;
  std::uint64_t passed_any = 0;
  std::uint64_t passed_none = 0;
  std::uint64_t passed_times = 0;
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
