#include "harness/report/tally.hpp"

#include "harness/report/failure_text.hpp"
#include "harness/report/plain_text.hpp"
#include "transports/base/hash.hpp"

#include <algorithm>
#include <utility>

namespace ripcord::report {
namespace {

bool is_flaky(const run::RunResult& result) {
  return result.verdict == run::Verdict::passed && result.attempts > 1;
}

}  // namespace

void Counts::add(const run::RunResult& result) {
  ++runs;
  if (is_flaky(result)) ++flaky;
  switch (result.verdict) {
    case run::Verdict::passed:
      ++passed;
      return;
    case run::Verdict::failed:
      ++failed;
      return;
    case run::Verdict::invalid:
      ++invalid;
      return;
    case run::Verdict::error:
      ++error;
      return;
    case run::Verdict::incomplete:
      ++incomplete;
      return;
  }
}

Counts& Counts::operator+=(const Counts& other) {
  runs += other.runs;
  passed += other.passed;
  failed += other.failed;
  invalid += other.invalid;
  error += other.error;
  incomplete += other.incomplete;
  flaky += other.flaky;
  return *this;
}

void Tally::add(const run::RunResult& result) {
  if (counts_.runs == 0) {
    first_seed_ = result.seed;
    first_trace_hash_ = result.trace_hash;
  }
  last_seed_ = result.seed;
  counts_.add(result);
  wall_ += result.wall;
  ambiguous_connections_ += result.metrics.ambiguous_connections;
  ambiguous_strikes_ += result.metrics.ambiguous_strikes;
  one_trace_ = one_trace_ && result.trace_hash == first_trace_hash_;
  traces_.add(result.trace_hash);
  outcomes_.add(result.outcome_hash);
  digest_ = mix(digest_, subject_->deterministic ? result.trace_hash : result.outcome_hash);

  Behaviour& behaviour = behaviour_of(result);
  ++behaviour.runs;
  behaviour.elapsed = std::max(behaviour.elapsed, result.elapsed);
  behaviour.wall += result.wall;

  if (result.verdict != run::Verdict::passed && !first_failure_) {
    first_failure_ = FirstFailure{.seed = result.seed,
                                  .verdict = result.verdict,
                                  .at_line = line_of(*subject_, result),
                                  .line = failure_line(result),
                                  .text = failure_text(*subject_, result)};
  }
}

void Tally::restore(const SweepSums& sums) {
  counts_ = sums.counts;
  folded_ += sums.folded;
  first_seed_ = sums.first_seed;
  last_seed_ = sums.last_seed;
  behaviours_ = sums.behaviours;
  unlisted_.runs = sums.others;
  wall_ = sums.wall;
  ambiguous_connections_ = sums.ambiguous_connections;
  ambiguous_strikes_ = sums.ambiguous_strikes;
  digest_ = sums.digest;
  restored_ = {.traces = sums.distinct_traces, .outcomes = sums.distinct_outcomes};
}

std::uint64_t Tally::distinct_traces() const {
  return restored_ ? restored_->traces : traces_.count();
}

std::uint64_t Tally::distinct_outcomes() const {
  return restored_ ? restored_->outcomes : outcomes_.count();
}

bool Tally::is_monotonous() const {
  const bool one_trace = restored_ ? restored_->traces == 1 : one_trace_;
  return subject_->deterministic && counts_.runs > 1 && one_trace;
}

Behaviour& Tally::behaviour_of(const run::RunResult& result) {
  std::string broke = what_broke(result.ending);
  // A run that completed where it should not have is told by what was expected of it.
  if (broke.empty() && result.verdict != run::Verdict::passed) broke = failure_line(result);
  std::string violated = violated_oracles(result);
  const auto alike = [&](const Behaviour& behaviour) {
    return behaviour.verdict == result.verdict && behaviour.outcome == result.ending.outcome &&
           behaviour.broke == broke && behaviour.violated == violated &&
           behaviour.flaky == is_flaky(result);
  };
  const auto found = std::ranges::find_if(behaviours_, alike);
  if (found != behaviours_.end()) return *found;
  if (behaviours_.size() == behaviours_max) return unlisted_;
  behaviours_.push_back({.verdict = result.verdict,
                         .outcome = result.ending.outcome,
                         .broke = std::move(broke),
                         .violated = std::move(violated),
                         .message = plain_text(result.ending.message),
                         .seed = result.seed,
                         .flaky = is_flaky(result)});
  return behaviours_.back();
}

}  // namespace ripcord::report
