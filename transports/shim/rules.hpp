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
  std::uint64_t matched = 0;
  std::uint64_t fired = 0;
  /// Where it fired, in order; at most `Rules::points_max`.
  std::vector<trace::Coordinate> at;
};

/// The rules of one run: shared by all its wires and its peers' happenings. Rules are tried in file
/// order.
class Rules {
 public:
  /// Points that are remembered of each rule; beyond, they are only counted.
  static constexpr std::size_t points_max = 100;
  /// Connections, clients or associations whose matches a rule counts apart; the rest share one
  /// count.
  static constexpr std::size_t scopes_max = 1U << 20U;

  /// `set` and `log` must outlive the rules.
  Rules(const RuleSet& set, std::uint64_t seed, trace::Log& log);
  ~Rules();
  Rules(const Rules&) = delete;
  Rules& operator=(const Rules&) = delete;

  /// A peer did something. Traces it, and appends the actions that it sets off to `commands`, in
  /// order: they must be performed before the peer goes on.
  void publish(Time now, const Happening& happening, std::vector<RuleIndex>& commands);

  [[nodiscard]] const RuleSet& set() const { return set_; }
  [[nodiscard]] trace::Log& log() { return log_; }
  [[nodiscard]] const RuleAccount& account(RuleIndex rule) const;
  /// Why the rule never fired, for its author: the condition that was nearest to being met. Empty
  /// if it fired.
  [[nodiscard]] std::string why_not(RuleIndex rule) const;
  /// The coordinates of `account(rule).at` as text.
  [[nodiscard]] std::vector<std::string> points(RuleIndex rule) const;

 private:
  friend class Wire;
  struct State;

  const RuleSet& set_;
  trace::Log& log_;
  std::vector<State> states_;
  std::uint64_t seed_;
};

}  // namespace ripcord::shim
