#include "harness/proxy/judge.hpp"

#include "harness/run/expectation.hpp"
#include "harness/run/oracle.hpp"
#include "harness/run/rule_report.hpp"
#include "transports/base/hash.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace ripcord::proxy {
namespace {

using run::Finding;
using run::OracleState;

/// Every call was answered, or its connection ended.
Finding judge_no_hang(const Witness& witness) {
  if (witness.open_calls() == 0) return {};
  return {OracleState::not_judged,
          fmt::format("{} calls had no answer yet when the proxy ended", witness.open_calls())};
}

/// After the last fault a call was answered.
Finding judge_recovery(const Witness& witness) {
  if (witness.strikes() == 0) return {OracleState::not_judged, "no rule fired"};
  if (witness.answers_since_strike() > 0) return {};
  if (witness.calls_since_strike() == 0)
    return {OracleState::not_judged, "no call began after the last fault"};
  if (witness.open_calls() > 0)
    return {OracleState::not_judged, "the calls after the last fault had no answer yet"};
  return {OracleState::violated,
          fmt::format("{} calls began after the last fault, and none was answered",
                      witness.calls_since_strike())};
}

/// A call that was answered was executed once, as far as its client knows: nobody repeats it.
Finding judge_at_most_once(const Witness& witness) {
  const std::uint64_t lost = witness.lost_calls() + witness.open_calls();
  if (lost == 0) return {};
  return {
      OracleState::not_judged,
      fmt::format("{} calls had no answer: whether they were executed, and again where a client "
                  "repeated them, does not show on the wire",
                  lost)};
}

/// A connection that is still there may still be needed.
Finding judge_clean_close(std::size_t connections_left) {
  if (connections_left == 0) return {};
  return {OracleState::not_judged,
          fmt::format("{} connections were still open when the proxy ended, and their clients may "
                      "not have done yet",
                      connections_left)};
}

/// Handles run down with their association, which ends with its last
/// connection.
Finding judge_no_handle_leak(std::size_t connections_left) {
  if (connections_left == 0) return {};
  return {OracleState::not_judged,
          "connections were still open when the proxy ended, and handles in stubs of others do not "
          "show"};
}

Finding judge_oracle(std::string_view id, const Evidence& evidence) {
  if (id == "no_hang") return judge_no_hang(evidence.witness);
  if (id == "recovery") return judge_recovery(evidence.witness);
  if (id == "at_most_once") return judge_at_most_once(evidence.witness);
  if (id == "clean_close") return judge_clean_close(evidence.connections_left);
  if (id == "no_handle_leak") return judge_no_handle_leak(evidence.connections_left);
  return {OracleState::not_judged, "what peers do inside does not show on the wire"};
}

void judge_oracles(const Evidence& evidence, run::RunResult& result) {
  const scenario::ResolvedScenario& scenario = evidence.production.scenario();
  const std::vector<std::string>& meant = scenario.expectation.violates;
  for (const run::Oracle* oracle : run::oracles()) {
    Finding finding = judge_oracle(oracle->id, evidence);
    const auto off =
        std::ranges::find(scenario.oracles_off, oracle->id, &scenario::OracleOff::name);
    if (off != scenario.oracles_off.end()) finding = {OracleState::off, off->reason};
    const bool is_meant = std::ranges::find(meant, oracle->id) != meant.end();
    if (finding.state == OracleState::violated && !is_meant && !result.failure) {
      result.failure = run::Failure{.field = "violates",
                                    .expected = "none",
                                    .actual = fmt::format("{}: {}", oracle->id, finding.reason),
                                    .oracle = std::string(oracle->id)};
    }
    result.oracles.push_back({oracle->id, finding.state, std::move(finding.reason)});
  }
}

void judge_expectations(const Evidence& evidence, run::RunResult& result) {
  const scenario::Expectation& all = evidence.production.scenario().expectation;
  const scenario::Expectation of_rules{.line = all.line, .rules = all.rules};
  run::SeenRun seen;
  seen.rules = result.rules;
  result.expectations = run::compare(of_rules, seen);
  const auto wrong = std::ranges::find(result.expectations, false, &run::ExpectationReport::ok);
  if (wrong == result.expectations.end()) return;
  result.failure = run::Failure{.field = wrong->field,
                                .expected = wrong->expected,
                                .actual = wrong->actual,
                                .line = wrong->line};
}

}  // namespace

run::RunResult judge(const Evidence& evidence) {
  run::RunResult result;
  result.variant = evidence.production.scenario().variant;
  result.transport = transport_name;
  result.live = true;
  result.rules = run::rule_reports(evidence.rules);
  result.failure = run::unfired_rule(result.rules, evidence.rules.set());
  judge_expectations(evidence, result);
  judge_oracles(evidence, result);
  result.verdict = result.failure ? run::Verdict::failed : run::Verdict::passed;
  if (result.failure) {
    for (const run::RuleReport& rule : result.rules) {
      if (rule.fired > 0) result.failure->active_faults.push_back(rule.id);
    }
  }
  const shim::GuestBook::Totals totals = evidence.guests.totals();
  result.metrics = {.calls = evidence.witness.calls(),
                    .mapper_queries = evidence.witness.directory_calls(),
                    .bytes_to_server = totals.bytes_from_clients,
                    .bytes_to_client = totals.bytes_to_clients,
                    .ambiguous_connections = totals.ambiguous,
                    .ambiguous_strikes = totals.ambiguous_strikes};
  result.plan_hash = run::plan_hash(result.rules);
  for (const run::OracleReport& oracle : result.oracles)
    result.outcome_hash = mix(result.outcome_hash, static_cast<std::uint64_t>(oracle.state));
  return result;
}

}  // namespace ripcord::proxy
