#pragma once

#include "transports/shim/effect.hpp"
#include "transports/shim/fault.hpp"
#include "transports/shim/rule_spec.hpp"
#include "transports/shim/trigger.hpp"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace ripcord::shim {

/// A compiled selection: the gate, then the clauses, then one of `any`, then none of `none`.
struct Selecting {
  /// The gate's conditions as the scenario has them, by what they look at; empty where there is
  /// none.
  struct GateText {
    std::string pdu;
    std::string interface;
    std::string operation;
  };
  struct Clause {
    /// The condition as the scenario has it: `fragment: 9`.
    std::string text;
    std::unique_ptr<Trigger> trigger;
  };

  Gate gate;
  GateText gate_text;
  std::vector<Clause> clauses;
  std::vector<Selecting> any;
  std::vector<Selecting> none;

  /// Whether `moment` passes the gate and everything else.
  [[nodiscard]] bool matches(const Moment& moment, Strike& strike) const;
  /// Whether one of `any` matches (or there are none), and whether none of `none` does.
  [[nodiscard]] bool any_matches(const Moment& moment, Strike& strike) const;
  [[nodiscard]] bool none_matches(const Moment& moment) const;
};

/// What a lasting fault waits for: a rule that fires or a happening.
struct Until {
  std::optional<RuleIndex> rule;
  trace::NameId event = trace::no_name;
};

/// One rule, ready to be tried. Immutable.
struct CompiledRule {
  RuleSpec spec;
  Selecting selecting;
  /// Null: the rule's kind is an action.
  const FaultKind* fault = nullptr;
  std::optional<RuleIndex> after;
  std::optional<Until> until;
  trace::Site site = trace::Site::before;
  /// Digest of the rule's id.
  std::uint64_t digest = 0;
};

/// Why a rule cannot be played.
struct RuleError {
  RuleIndex rule = 0;
  /// The key of `when:`, `do:` or the rule that is wrong.
  std::string key;
  std::string message;
};

/// The rules of one scenario's variant, compiled once and shared by all its runs (and threads),
/// with the legend that their traces begin with.
class RuleSet {
 public:
  struct Sources {
    /// Both must outlive the rule set.
    const protocol::Protocol& protocol;
    const protocol::InterfaceTable& interfaces;
    /// Names of the action kinds: rules with other kinds are faults of `fault_kinds()`.
    std::span<const std::string_view> actions;
    /// What every run will speak of (events, peers, transports): named once in the legend, not once
    /// a run.
    std::span<const std::string_view> names;
  };

  /// Compiles `specs`, or says everything that is wrong with them.
  static boost::system::result<RuleSet, std::vector<RuleError>> compile(
      std::span<const RuleSpec> specs, const Sources& sources);

  [[nodiscard]] std::span<const CompiledRule> rules() const { return rules_; }
  /// The gates of `rules()`, side by side: what is tested on every unit.
  [[nodiscard]] std::span<const Gate> gates() const { return gates_; }
  /// PDU types, by direction, that any rule's gate lets through.
  [[nodiscard]] const Gate& widest_gate() const { return widest_; }
  /// Whether any rule's gate lets `moment` through.
  [[nodiscard]] bool may_select(const Moment& moment) const {
    return moment.unit != nullptr ? widest_.passes_pdu(*moment.unit) : widest_.happenings;
  }
  /// Whether anything that a peer may publish can be of use to a rule.
  [[nodiscard]] bool hears() const { return hears_; }
  [[nodiscard]] const trace::Legend& legend() const { return *legend_; }
  [[nodiscard]] const protocol::Protocol& protocol() const { return *protocol_; }
  [[nodiscard]] const protocol::InterfaceTable& interfaces() const { return *interfaces_; }

 private:
  RuleSet() = default;

  std::vector<CompiledRule> rules_;
  std::vector<Gate> gates_;
  Gate widest_;
  bool hears_ = false;
  /// By pointer, so that logs may refer to it although the rule set moves.
  std::unique_ptr<trace::Legend> legend_;
  const protocol::Protocol* protocol_ = nullptr;
  const protocol::InterfaceTable* interfaces_ = nullptr;
};

}  // namespace ripcord::shim
