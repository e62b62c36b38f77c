#include "harness/explore/plain_rules.hpp"

#include "harness/explore/survey.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

namespace ripcord::explore {
namespace {

using Rules = std::vector<shim::RuleSpec>;

// What names a unit is told last: a reader knows an operation before a connection's number.
constexpr std::array<std::string_view, 10> dispensable{"client",
                                                       "direction",
                                                       "fragment",
                                                       "interface",
                                                       "connection",
                                                       "call",
                                                       "service",
                                                       "pdu",
                                                       "operation",
                                                       "offset"};
// Which of many, as opposed to which sort: `nth` says that shorter.
constexpr std::array<std::string_view, 3> ordinals{"connection", "call", "fragment"};

/// What must stay as it was: where each rule strikes, and what follows.
struct Effect {
  std::vector<std::vector<std::string>> at;
  std::uint64_t behaviour = 0;

  friend bool operator==(const Effect&, const Effect&) = default;
};

Effect effect_of(const run::Variations& subject, const Rules& rules) {
  const run::Variations::Played played = subject.play(rules, run::Keep::outline);
  Effect effect;
  if (!played.result.trace) return effect;
  for (const run::RuleReport& rule : played.result.rules) effect.at.push_back(rule.at);
  effect.behaviour = survey(*played.result.trace, {}).behaviour;
  return effect;
}

template <std::size_t n>
bool contains(const std::array<std::string_view, n>& words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

/// Makes rules plainer one by one as long as their effect is the same.
class Plainer {
 public:
  Plainer(const run::Variations& subject, Rules rules)
      : subject_(subject), rules_(std::move(rules)), effect_(effect_of(subject, rules_)) {}

  Rules rules() {
    for (std::size_t i = 0; i < rules_.size(); ++i) {
      drop_counting(i);
      for (const std::string_view key : dispensable) drop(i, key);
      if (!rules_[i].counting.nth) count_instead(i);
    }
    return std::move(rules_);
  }

 private:
  bool take(Rules rules) {
    if (effect_of(subject_, rules) != effect_) return false;
    rules_ = std::move(rules);
    return true;
  }

  void drop_counting(std::size_t index) {
    if (!rules_[index].counting.nth) return;
    Rules fewer = rules_;
    fewer[index].counting = {};
    take(std::move(fewer));
  }

  void drop(std::size_t index, std::string_view key) {
    Rules fewer = rules_;
    std::vector<shim::Condition>& conditions = fewer[index].when.conditions;
    if (std::erase_if(conditions, [&](const shim::Condition& one) { return one.key == key; }) == 0)
      return;
    // Something must be said.
    if (!conditions.empty()) take(std::move(fewer));
  }

  /// The k-th of its sort in the run, where that is shorter than the numbers of its connection,
  /// call and fragment.
  void count_instead(std::size_t index) {
    Rules all = rules_;
    shim::RuleSpec& rule = all[index];
    const auto is_ordinal = [](const shim::Condition& one) { return contains(ordinals, one.key); };
    if (std::erase_if(rule.when.conditions, is_ordinal) < 2) return;
    for (std::int64_t nth = 1; nth <= nth_max; ++nth) {
      rule.counting.nth = shim::Range{.low = nth, .high = nth};
      if (take(all)) return;
    }
  }

  /// A person would count no further.
  static constexpr std::int64_t nth_max = 12;

  const run::Variations& subject_;
  Rules rules_;
  Effect effect_;
};

/// `move-endpoint-at-file-closed`.
std::string id_of(const Choice& choice) {
  std::string where = choice.at.event;
  if (where.empty()) where = choice.at.operation.empty() ? choice.at.pdu : choice.at.operation;
  if (choice.at.kind == Point::Kind::connect) where = "connect";
  std::string id = choice.kind + "-at-" + where;
  for (char& c : id) {
    if (c == '_') c = '-';
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return id;
}

}  // namespace

std::vector<shim::RuleSpec> plain_rules(const run::Variations& subject, const Schedule& schedule) {
  Rules rules;
  for (const Choice& choice : schedule) {
    // Its own name is kept: what it decides is drawn from it.
    const std::string name = choice.rule.empty() ? id_of(choice) : choice.rule;
    std::string id = name;
    for (int k = 2; std::ranges::find(rules, id, &shim::RuleSpec::id) != rules.end(); ++k)
      id = name + "-" + std::to_string(k);
    rules.push_back(rule_of(choice, std::move(id)));
  }
  return Plainer(subject, std::move(rules)).rules();
}

}  // namespace ripcord::explore
