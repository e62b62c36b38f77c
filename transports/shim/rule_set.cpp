#include "transports/shim/rule_set.hpp"

#include "transports/base/assert.hpp"
#include "transports/base/hash.hpp"
#include "transports/shim/field_edit.hpp"

#include <algorithm>
#include <utility>

namespace ripcord::shim {
namespace {

/// Two PDU numbers are taken by connects and unframed bytes (trace/coordinate.hpp).
constexpr std::size_t pdu_names_max = trace::opaque_pdu;
/// A rule is named by 16 bits in a record, and `no_rule` is one of them.
constexpr std::size_t rules_max = trace::no_rule;

/// Compiles one set of rules; collects what is wrong with it.
class Compiler {
 public:
  Compiler(std::span<const RuleSpec> specs,
           const RuleSet::Sources& sources,
           trace::Legend& legend,
           std::vector<RuleError>& errors)
      : specs_(specs), sources_(sources), legend_(legend), errors_(errors) {}

  CompiledRule compile(RuleIndex index);

 private:
  Selecting select(const Selection& selection);
  void add_condition(const Condition& condition, Selecting& selecting);
  void find_fault(CompiledRule& rule);
  void check_fields(const Arguments& arguments);
  std::optional<RuleIndex> find_rule(std::string_view id) const;
  void fail(std::string key, std::string message);

  std::span<const RuleSpec> specs_;
  const RuleSet::Sources& sources_;
  trace::Legend& legend_;
  std::vector<RuleError>& errors_;
  RuleIndex index_ = 0;
};

CompiledRule Compiler::compile(RuleIndex index) {
  index_ = index;
  const RuleSpec& spec = specs_[index];
  CompiledRule rule{.spec = spec, .selecting = select(spec.when), .digest = digest(spec.id)};
  find_fault(rule);
  if (spec.counting.after) {
    rule.after = find_rule(*spec.counting.after);
    if (!rule.after) fail("after", "there is no rule called '" + *spec.counting.after + "'");
  }
  if (spec.arguments.has("until")) {
    const std::string& until = spec.arguments.text("until");
    rule.until = Until{.rule = find_rule(until)};
    if (!rule.until->rule) rule.until->event = legend_.names.intern(until);
  }
  check_fields(spec.arguments);
  const Value* at = spec.arguments.find("at");
  if (at != nullptr && *at == Value(std::string("after"))) rule.site = trace::Site::after;
  return rule;
}

Selecting Compiler::select(const Selection& selection) {
  Selecting selecting;
  for (const Condition& condition : selection.conditions) add_condition(condition, selecting);
  for (const Selection& one : selection.any) selecting.any.push_back(select(one));
  for (const Selection& one : selection.none) selecting.none.push_back(select(one));
  return selecting;
}

void append_text(std::string& texts, const std::string& text) {
  if (!texts.empty()) texts += ", ";
  texts += text;
}

void Compiler::add_condition(const Condition& condition, Selecting& selecting) {
  const TriggerKind* kind = find_trigger_kind(condition.key);
  if (kind == nullptr) {
    fail(condition.key, "there is no such key in a `when`");
    return;
  }
  const Gate before = selecting.gate;
  const TriggerWords words{sources_.protocol, sources_.interfaces, legend_.names};
  auto trigger = kind->make(condition.value, words, selecting.gate);
  if (!trigger) {
    fail(condition.key, "expected " + trigger.error().expected);
    return;
  }
  std::string text = condition.key + ": " + value_text(condition.value);
  if (*trigger) {
    selecting.clauses.push_back({.text = std::move(text), .trigger = *std::move(trigger)});
  } else if (before.any_operation && !selecting.gate.any_operation) {
    append_text(selecting.gate_text.operation, text);
  } else if (before.any_interface && !selecting.gate.any_interface) {
    append_text(selecting.gate_text.interface, text);
  } else {
    append_text(selecting.gate_text.pdu, text);
  }
}

/// Leaves in `gate` what a fault with that target can harm.
void narrow_to_target(Gate& gate, Target target) {
  constexpr std::uint64_t connects = std::uint64_t{1} << trace::connect_pdu;
  gate.happenings = false;
  if (target == Target::units_and_connects) return;
  const std::uint64_t mask = target == Target::connects ? connects : ~connects;
  gate.pdus[0] &= mask;
  gate.pdus[1] &= mask;
}

void Compiler::find_fault(CompiledRule& rule) {
  rule.fault = find_fault_kind(rule.spec.kind);
  if (rule.fault == nullptr) {
    if (std::ranges::find(sources_.actions, rule.spec.kind) == sources_.actions.end()) {
      fail("do", "there is no fault or action called '" + rule.spec.kind + "'");
    }
    return;
  }
  Gate& gate = rule.selecting.gate;
  if (gate.pdus[0] == 0 && gate.pdus[1] == 0) {
    fail(
        "when",
        "'" + rule.spec.kind +
            "' harms units, and this `when` selects none; a fault that is to follow an event takes "
            "`after:` with the id of a rule that has one");
    return;
  }
  narrow_to_target(gate, rule.fault->target);
  if (gate.pdus[0] == 0 && gate.pdus[1] == 0) {
    const bool connects = rule.fault->target == Target::connects;
    fail("when", "'" + rule.spec.kind + "' harms " + (connects ? "connects only" : "no connects"));
  }
}

/// Fields that a fault is to change must be the protocol's.
void Compiler::check_fields(const Arguments& arguments) {
  for (const Arguments::Entry& argument : arguments.all()) {
    const auto* values = std::get_if<FieldValues>(&argument.value);
    if (values == nullptr) continue;
    for (const FieldValue& one : values->fields) {
      const std::string expected = unknown_field(sources_.protocol, one.name);
      if (!expected.empty()) fail(argument.name, "expected " + expected);
    }
  }
}

std::optional<RuleIndex> Compiler::find_rule(std::string_view id) const {
  const auto at = std::ranges::find(specs_, id, &RuleSpec::id);
  if (at == specs_.end()) return std::nullopt;
  return static_cast<RuleIndex>(at - specs_.begin());
}

void Compiler::fail(std::string key, std::string message) {
  errors_.push_back({.rule = index_, .key = std::move(key), .message = std::move(message)});
}

std::unique_ptr<trace::Legend> make_legend(std::span<const RuleSpec> specs,
                                           const RuleSet::Sources& sources) {
  auto legend = std::make_unique<trace::Legend>();
  for (const std::string_view pdu : sources.protocol.pdu_names()) legend->pdus.emplace_back(pdu);
  RIPCORD_ASSERT(legend->pdus.size() <= pdu_names_max);
  for (const protocol::Interface& interface : sources.interfaces.all()) {
    legend->interfaces.push_back({.name = interface.name, .operations = interface.operations});
  }
  for (const RuleSpec& spec : specs) {
    legend->rules.push_back(
        {.id = spec.id, .kind = spec.kind, .line = spec.line, .digest = digest(spec.id)});
  }
  for (const std::string_view name : sources.names) legend->names.intern(name);
  return legend;
}

/// `gate`, widened by what `other` lets through.
void widen(Gate& gate, const Gate& other) {
  gate.pdus[0] |= other.pdus[0];
  gate.pdus[1] |= other.pdus[1];
  gate.happenings = gate.happenings || other.happenings;
}

}  // namespace

bool Selecting::matches(const Moment& moment, Strike& strike) const {
  if (moment.unit != nullptr) {
    const Unit& unit = *moment.unit;
    if (!gate.passes_pdu(unit) || !gate.passes_interface(unit) || !gate.passes_operation(unit)) {
      return false;
    }
  } else if (!gate.happenings) {
    return false;
  }
  for (const Clause& clause : clauses) {
    if (!clause.trigger->matches(moment, strike)) return false;
  }
  return any_matches(moment, strike) && none_matches(moment);
}

bool Selecting::any_matches(const Moment& moment, Strike& strike) const {
  return any.empty() || std::ranges::any_of(
                            any, [&](const Selecting& one) { return one.matches(moment, strike); });
}

bool Selecting::none_matches(const Moment& moment) const {
  Strike ignored;
  return std::ranges::none_of(none,
                              [&](const Selecting& one) { return one.matches(moment, ignored); });
}

boost::system::result<RuleSet, std::vector<RuleError>> RuleSet::compile(
    std::span<const RuleSpec> specs, const Sources& sources) {
  RIPCORD_ASSERT(specs.size() <= rules_max);
  RuleSet set;
  std::vector<RuleError> errors;
  set.protocol_ = &sources.protocol;
  set.interfaces_ = &sources.interfaces;
  set.legend_ = make_legend(specs, sources);
  set.widest_ = {.pdus = {0, 0}, .happenings = false};
  Compiler compiler(specs, sources, *set.legend_, errors);
  for (std::size_t i = 0; i < specs.size(); ++i) {
    set.rules_.push_back(compiler.compile(static_cast<RuleIndex>(i)));
    set.gates_.push_back(set.rules_.back().selecting.gate);
    widen(set.widest_, set.gates_.back());
    const std::optional<Until>& until = set.rules_.back().until;
    set.hears_ = set.hears_ || set.gates_.back().happenings || (until && !until->rule);
  }
  if (!errors.empty()) return errors;
  return set;
}

const TriggerKind* find_trigger_kind(std::string_view key) {
  const auto kinds = trigger_kinds();
  const auto at =
      std::ranges::find(kinds, key, [](const TriggerKind* kind) { return kind->parameter.name; });
  return at == kinds.end() ? nullptr : *at;
}

const FaultKind* find_fault_kind(std::string_view name) {
  const auto kinds = fault_kinds();
  const auto at = std::ranges::find(kinds, name, [](const FaultKind* kind) { return kind->name; });
  return at == kinds.end() ? nullptr : *at;
}

}  // namespace ripcord::shim
