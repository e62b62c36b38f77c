#pragma once

#include "harness/explore/point.hpp"
#include "transports/shim/parameter.hpp"
#include "transports/shim/rule_spec.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace ripcord::explore {

/// One fault or action at one point.
struct Choice {
  Point at;
  /// Name of a fault or action kind, and its arguments, complete with fallbacks.
  std::string kind;
  shim::Arguments arguments;
  /// For a kind that must know what came before: it follows all units like the point's on its lane
  /// and strikes the one of this number, from 1. 0 = it looks at the point alone.
  std::uint32_t nth = 0;
  /// The scenario's rule that struck so: what a fault decides by itself, and what waits for a rule,
  /// go by that name. Several choices may share it. Empty = it was nobody's rule.
  std::string rule;

  friend bool operator==(const Choice&, const Choice&) = default;
};

/// What is to strike in one run, in the order in which the rules are tried. An explicit list: a
/// seed or a fuzzer's bytes only generate one.
using Schedule = std::vector<Choice>;

/// More would be a load test.
inline constexpr std::size_t choices_max = 1'000;

/// Whether a fault of that kind acts by what it saw at earlier units.
[[nodiscard]] bool remembers(std::string_view kind);

/// The choice as a rule of a scenario: exact coordinates and its harm.
[[nodiscard]] shim::RuleSpec rule_of(const Choice& choice, std::string id);

/// A rule for each choice, called as the rule that it was, else `fault-1`, `fault-2`, ...
[[nodiscard]] std::vector<shim::RuleSpec> rules_of(const Schedule& schedule);

/// `reset { toward: both, at: before }`.
[[nodiscard]] std::string harm_text(const Choice& choice);
/// `ntbackup>store/1/connect do refuse {}`.
[[nodiscard]] std::string text(const Choice& choice);

}  // namespace ripcord::explore
