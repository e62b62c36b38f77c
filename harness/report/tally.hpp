#pragma once

#include "harness/report/distinct_count.hpp"
#include "harness/report/subject.hpp"
#include "harness/run/result.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ripcord::report {

/// Runs of one subject that ended alike: one row of the table.
struct Behaviour {
  run::Verdict verdict = run::Verdict::passed;
  run::Outcome outcome = run::Outcome::completed;
  std::string broke;
  std::string violated;
  /// What the client of the first such run logged; empty if it logged nothing.
  std::string message;
  std::uint64_t runs = 0;
  /// The first run that ended so.
  std::uint64_t seed = 0;
  /// Whether they passed, but not at the first attempt.
  bool flaky = false;
  /// Longest virtual time of a run and wall time of all.
  Duration elapsed{};
  Duration wall{};
};

/// The first run of a subject that is not as expected.
struct FirstFailure {
  std::uint64_t seed = 0;
  run::Verdict verdict = run::Verdict::failed;
  /// Line of the scenario file that it is about.
  std::uint32_t at_line = 1;
  std::string line;
  std::string text;
};

struct Counts {
  std::uint64_t runs = 0;
  std::uint64_t passed = 0;
  std::uint64_t failed = 0;
  std::uint64_t invalid = 0;
  std::uint64_t error = 0;
  std::uint64_t incomplete = 0;
  /// Of those that passed: not at the first attempt.
  std::uint64_t flaky = 0;

  void add(const run::RunResult& result);
  Counts& operator+=(const Counts& other);
};

/// What all runs of one subject amount to where not all of them are known one by one any more.
struct SweepSums {
  Counts counts;
  std::uint64_t folded = 0;
  std::uint64_t first_seed = 0;
  std::uint64_t last_seed = 0;
  std::vector<Behaviour> behaviours;
  std::uint64_t others = 0;
  Duration wall{};
  std::uint64_t ambiguous_connections = 0;
  std::uint64_t ambiguous_strikes = 0;
  std::uint64_t distinct_traces = 0;
  std::uint64_t distinct_outcomes = 0;
  std::uint64_t digest = 0;
};

/// What all runs of one subject (a sweep over seeds) amount to; terminal, JUnit and summary are
/// drawn from it.
class Tally {
 public:
  /// More kinds of endings than this are counted, but not told apart: a person reads none of so
  /// many rows.
  static constexpr std::size_t behaviours_max = 16;

  /// `subject` must outlive the tally.
  explicit Tally(const Subject& subject) : subject_(&subject) {}

  /// Counts a run; its order among the subject's runs is the order of their seeds.
  void add(const run::RunResult& result);
  /// Counts a run that was left out of `runs[]` in result.json.
  void add_folded() { ++folded_; }
  /// Takes `sums` for what it has counted of those of its runs that are known; its first failure is
  /// among them.
  void restore(const SweepSums& sums);

  [[nodiscard]] const Subject& subject() const { return *subject_; }
  [[nodiscard]] const Counts& counts() const { return counts_; }
  [[nodiscard]] std::uint64_t folded() const { return folded_; }
  [[nodiscard]] std::uint64_t first_seed() const { return first_seed_; }
  [[nodiscard]] std::uint64_t last_seed() const { return last_seed_; }
  /// In order of first appearance.
  [[nodiscard]] const std::vector<Behaviour>& behaviours() const { return behaviours_; }
  /// Runs whose behaviour is not listed, because there were too many.
  [[nodiscard]] std::uint64_t others() const { return unlisted_.runs; }
  /// Null if all runs are as expected.
  [[nodiscard]] const FirstFailure* first_failure() const {
    return first_failure_ ? &*first_failure_ : nullptr;
  }
  [[nodiscard]] Duration wall() const { return wall_; }
  /// Connections of all runs that could not be told apart from others, and strikes on those.
  [[nodiscard]] std::uint64_t ambiguous_connections() const { return ambiguous_connections_; }
  [[nodiscard]] std::uint64_t ambiguous_strikes() const { return ambiguous_strikes_; }

  /// `DistinctCount::beyond` stands for that many or more.
  [[nodiscard]] std::uint64_t distinct_traces() const;
  [[nodiscard]] std::uint64_t distinct_outcomes() const;
  /// Over the trace hashes (outcome hashes where time is real) in order of seeds: equal sweeps,
  /// equal digest.
  [[nodiscard]] std::uint64_t digest() const { return digest_; }

  /// Whether several seeds were played and all gave one trace: then the sweep tried one schedule
  /// only.
  [[nodiscard]] bool is_monotonous() const;

 private:
  Behaviour& behaviour_of(const run::RunResult& result);

  const Subject* subject_;
  Counts counts_;
  std::uint64_t folded_ = 0;
  std::uint64_t first_seed_ = 0;
  std::uint64_t last_seed_ = 0;
  std::vector<Behaviour> behaviours_;
  Behaviour unlisted_;
  std::optional<FirstFailure> first_failure_;
  Duration wall_{};
  std::uint64_t ambiguous_connections_ = 0;
  std::uint64_t ambiguous_strikes_ = 0;
  std::uint64_t first_trace_hash_ = 0;
  bool one_trace_ = true;
  DistinctCount traces_;
  DistinctCount outcomes_;
  std::uint64_t digest_ = 0;
  /// Counts of hashes, where not all of them are known.
  struct Distinct {
    std::uint64_t traces = 0;
    std::uint64_t outcomes = 0;
  };
  std::optional<Distinct> restored_;
};

}  // namespace ripcord::report
