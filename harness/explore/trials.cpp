#include "harness/explore/trials.hpp"

#include "harness/explore/standing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace ripcord::explore {
namespace {

/// How many clients a scenario has.
enum class Crowd : std::uint8_t { one, several };

Crowd crowd_of(const scenario::ResolvedScenario& scenario) {
  const std::vector<scenario::ClientSpec>& clients = scenario.world.clients;
  const bool is_one = clients.size() == 1 && clients.front().count == 1;
  return is_one ? Crowd::one : Crowd::several;
}

/// `recovery: failed 1722 in BackupRead`; of several clients it says whose call that was, and of a
/// program of others, which names no call, where its conversation stood.
std::string signature_of(std::string_view oracle, const run::RunResult& result, Crowd crowd) {
  const world::Ending& ending = result.ending;
  std::string text = fmt::format("{}: {}", oracle, scenario::outcome_word(ending.outcome));
  if (ending.error != 0) text += fmt::format(" {}", ending.error);
  if (!ending.operation.empty()) text += fmt::format(" in {}", ending.operation);
  if (crowd == Crowd::several && !result.client.empty())
    text += fmt::format(" by {}", result.client);
  if (ending.program && result.trace)
    text += " " + standing(*result.trace, result.workload_records);
  return text;
}

std::vector<Violation> violations_of(const run::RunResult& result, Crowd crowd) {
  std::vector<Violation> found;
  const auto add = [&](std::string_view oracle, std::string reason) {
    found.push_back({.oracle = std::string(oracle),
                     .reason = std::move(reason),
                     .signature = signature_of(oracle, result, crowd)});
  };
  if (result.ending.outcome == world::Outcome::crashed) add("crash", "a client crashed");
  for (const run::OracleReport& oracle : result.oracles)
    if (oracle.state == run::OracleState::violated) add(oracle.id, oracle.reason);
  return found;
}

std::vector<Harm> harms_of(const Schedule& schedule) {
  std::vector<Harm> harms;
  harms.reserve(schedule.size());
  for (const Choice& choice : schedule) harms.push_back(harm_of(choice));
  return harms;
}

/// Why the run cannot be judged; empty if it can.
std::string unjudged(const run::RunResult& result) {
  if (result.verdict == run::Verdict::invalid) return "a rule cannot be understood";
  if (result.verdict != run::Verdict::error) return {};
  return result.failure ? result.failure->actual : "the harness failed";
}

/// What the judges of `result`, a run of `subject`, hold against it.
std::vector<Violation> violations_of(const run::RunResult& result, const run::Variations& subject) {
  if (subject.judges() == run::Judges::oracles)
    return violations_of(result, crowd_of(subject.scenario()));
  std::optional<Violation> why = unexpected(result, subject.scenario());
  return why ? std::vector<Violation>{*std::move(why)} : std::vector<Violation>{};
}

}  // namespace

std::optional<Violation> unexpected(const run::RunResult& result,
                                    const scenario::ResolvedScenario& scenario) {
  if (result.verdict != run::Verdict::failed) return std::nullopt;
  const run::Failure& failure = *result.failure;
  const std::string judge =
      failure.oracle.empty() ? "expectation " + failure.field : failure.oracle;
  return Violation{.oracle = failure.oracle.empty() ? "expectation" : failure.oracle,
                   .reason = fmt::format(
                       "{}: expected {}, got {}", failure.field, failure.expected, failure.actual),
                   .signature = signature_of(judge, result, crowd_of(scenario))};
}

bool Trial::all_fired() const {
  return std::ranges::all_of(fired, [](std::uint64_t times) { return times > 0; });
}

const Violation* Trial::find(std::string_view signature) const {
  const auto found = std::ranges::find(violations, signature, &Violation::signature);
  return found == violations.end() ? nullptr : &*found;
}

Trial Trials::play(const Schedule& schedule, run::Keep keep) const {
  Trial trial{.played = subject_.play(rules(schedule), keep)};
  const run::RunResult& result = trial.played.result;
  trial.why = unjudged(result);
  trial.is_judged = trial.why.empty();
  if (!trial.is_judged) return trial;
  trial.ending = result.ending;
  trial.trace_hash = result.trace_hash;
  trial.outcome_hash = result.outcome_hash;
  for (std::size_t i = kept_.size(); i < result.rules.size(); ++i)
    trial.fired.push_back(result.rules[i].fired);
  trial.survey = survey(*result.trace,
                        {.first = kept_.size(),
                         .harms = harms_of(schedule),
                         .workload_records = result.workload_records});
  const Crowd crowd = crowd_of(subject_.scenario());
  trial.violations = violations_of(result, subject_);
  if (onlooker_ != nullptr)
    std::ranges::move(onlooker_->held_against(result), std::back_inserter(trial.violations));
  const bool failed = trial.ending.outcome != world::Outcome::completed;
  if (failed && trial.violations.empty() && reference_completes(schedule)) {
    trial.violations.push_back({.oracle = "needless_failure",
                                .reason = fmt::format("variant {} completes under the same faults",
                                                      reference_->scenario().variant),
                                .signature = signature_of("needless_failure", result, crowd)});
  }
  return trial;
}

std::vector<shim::RuleSpec> Trials::rules(const Schedule& schedule) const {
  std::vector<shim::RuleSpec> all = kept_;
  for (shim::RuleSpec& rule : rules_of(schedule)) all.push_back(std::move(rule));
  return all;
}

/// Whether the reference does what it was asked, breaks no promise, and was struck in all places.
bool Trials::reference_completes(const Schedule& schedule) const {
  if (reference_ == nullptr) return false;
  const run::Variations::Played played = reference_->play(rules(schedule), run::Keep::none);
  const run::RunResult& result = played.result;
  return unjudged(result).empty() && result.ending.outcome == world::Outcome::completed &&
         violations_of(result, crowd_of(reference_->scenario())).empty() &&
         std::ranges::all_of(result.rules,
                             [](const run::RuleReport& rule) { return rule.fired > 0; });
}

}  // namespace ripcord::explore
