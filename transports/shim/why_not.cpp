#include "transports/base/quantity.hpp"
#include "transports/shim/rule_state.hpp"
#include "transports/shim/rules.hpp"

#include <string>

namespace ripcord::shim {
namespace {

std::string counted(std::uint64_t count, std::string_view noun) {
  std::string text = std::to_string(count) + " ";
  text += noun;
  if (count != 1) text += "s";
  return text;
}

/// Finds the first stage of a rule's conditions that nothing passed. Stages are told in the order
/// in which they are tried.
class Stages {
 public:
  explicit Stages(std::string_view noun) : noun_(noun) {}

  /// A stage with the text of its condition (empty: there is none) and how many passed it.
  void stage(std::string_view condition, std::uint64_t passed) {
    if (!answer_.empty()) return;
    if (passed > 0) {
      if (!condition.empty()) {
        if (!met_.empty()) met_ += ", ";
        met_ += condition;
      }
      before_ = passed;
      return;
    }
    const std::string missing(condition.empty() ? std::string_view("it") : condition);
    answer_ = met_.empty() ? "no " + std::string(noun_) + " matched " + missing
                           : counted(before_, noun_) + " matched " + met_ + ", but none " + missing;
  }

  [[nodiscard]] const std::string& answer() const { return answer_; }

 private:
  std::string_view noun_;
  std::string met_;
  std::string answer_;
  std::uint64_t before_ = 0;
};

std::string counting_text(const Counting& counting) {
  std::string text;
  if (counting.nth) text = "nth: " + value_text(*counting.nth);
  if (counting.every != 1) {
    text += (text.empty() ? "" : ", ") + ("every: " + std::to_string(counting.every));
  }
  if (counting.times) {
    text += (text.empty() ? "" : ", ") + ("times: " + std::to_string(*counting.times));
  }
  return text;
}

}  // namespace

std::string Rules::why_not(RuleIndex rule) const {
  const State& state = states_[rule];
  if (state.account.fired > 0) return {};
  const CompiledRule& compiled = set_.rules()[rule];
  const Selecting& selecting = compiled.selecting;
  const bool of_events = selecting.gate.pdus[0] == 0 && selecting.gate.pdus[1] == 0;

  Passed passed = state.passed;
  for (const Sight& sight : sights_) passed.count(selecting.gate, sight.unit(), sight.count);

  Stages stages(of_events ? "happening" : "unit");
  stages.stage(selecting.gate_text.pdu, passed.pdu);
  if (!selecting.gate.any_interface) {
    stages.stage(selecting.gate_text.interface, passed.interface);
  }
  if (!selecting.gate.any_operation) {
    stages.stage(selecting.gate_text.operation, passed.operation);
  }
  for (std::size_t i = 0; i < selecting.clauses.size(); ++i) {
    stages.stage(selecting.clauses[i].text, passed.clauses[i]);
  }
  if (!selecting.any.empty()) stages.stage("any", passed.any);
  if (!selecting.none.empty()) stages.stage("not", passed.none);
  if (!stages.answer().empty()) return stages.answer();

  const Counting& counting = compiled.spec.counting;
  if (passed.times == 0) {
    if (compiled.after && states_[*compiled.after].account.fired == 0) {
      return "rule '" + set_.rules()[*compiled.after].spec.id +
             "', which it comes after, never fired";
    }
    if (counting.since) {
      return "nothing that it selects came once " + duration_text(*counting.since) + " had passed";
    }
    return "nothing that it selects came";
  }
  if (state.account.matched == 0 && counting.probability) {
    return "its `when` held " + counted(state.unlucky, "time") + ", but a probability of " +
           probability_text(counting.probability->parts_per_million) + " let none through";
  }
  return "it matched " + counted(state.account.matched, "time") + ", but never at " +
         counting_text(counting);
}

}  // namespace ripcord::shim
