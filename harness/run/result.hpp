#pragma once

#include "harness/world/ending.hpp"
#include "transports/base/time.hpp"
#include "transports/trace/log.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ripcord::run {

using world::Outcome;

enum class OracleState : std::uint8_t { held, violated, not_judged, off };
[[nodiscard]] std::string_view oracle_state_name(OracleState state);

/// What one oracle says of one run.
struct OracleReport {
  /// Its name in `violates:` and `oracles:`: `no_hang`, `at_most_once`, ...
  std::string_view id;
  OracleState state = OracleState::not_judged;
  /// Why it is violated or not judged; empty if it held.
  std::string reason;
};

/// What one rule did in one run.
struct RuleReport {
  std::string id;
  std::string kind;
  /// Line in the scenario file, from 1.
  std::uint32_t line = 0;
  std::uint64_t matched = 0;
  std::uint64_t fired = 0;
  /// Why it never fired; empty if it did.
  std::string why_not;
  /// Coordinates at which it fired, in order; at most `points_max` of them.
  std::vector<std::string> at;
};

/// One expected field and what was seen of it.
struct ExpectationReport {
  /// Path below the variant: `outcome`, `steps[0].error`, `rules.store-moves.fired`.
  std::string field;
  std::string expected;
  std::string actual;
  bool ok = false;
  std::uint32_t line = 0;
};

struct Metrics {
  std::uint64_t calls = 0;
  std::uint64_t retries = 0;
  std::uint64_t reconnects = 0;
  std::uint64_t mapper_queries = 0;
  /// As the clients' ends of their wires saw it.
  std::uint64_t bytes_to_server = 0;
  std::uint64_t bytes_to_client = 0;
  /// Connections of programs of others that could not be told apart from others that were there at
  /// the same time, and strikes of rules that fell on them.
  std::uint64_t ambiguous_connections = 0;
  std::uint64_t ambiguous_strikes = 0;
};

/// What a load step came to.
struct LoadReport {
  /// Its id, and the client that did it.
  std::string step;
  std::string client;
  world::LoadEnd end;

  friend bool operator==(const LoadReport&, const LoadReport&) = default;
};

/// Why a run failed: the first difference, as every reporter prints it.
struct Failure {
  std::string step;
  std::string field;
  std::string expected;
  std::string actual;
  /// Line in the scenario file of what was expected; 0 for an oracle that no line speaks of.
  std::uint32_t line = 0;
  /// The oracle that was violated (or should have been), if that is the difference.
  std::string oracle;
  /// Ids of the rules that had fired.
  std::vector<std::string> active_faults;

  friend bool operator==(const Failure&, const Failure&) = default;
};

enum class Verdict : std::uint8_t {
  passed,
  failed,
  /// The scenario cannot be played as it stands.
  invalid,
  /// The harness or its environment failed.
  error,
  /// Ended by the user before its end.
  incomplete,
};
[[nodiscard]] std::string_view verdict_name(Verdict verdict);

/// The outcome of one scenario, variant, seed and transport. Equal in every field but `wall` for
/// equal inputs in sim.
struct RunResult {
  /// Path without `.yaml`, variant, transport and seed: `q156715/second_file/unpatched/sim-7`.
  std::string id;
  std::string variant;
  std::string transport;
  std::uint64_t seed = 0;
  bool live = false;
  /// Which of several equal runs it is, from 1.
  std::uint32_t repetition = 1;
  /// How often it was played until it was as expected, or was given up; all else is of the last
  /// time.
  std::uint32_t attempts = 1;

  Verdict verdict = Verdict::error;
  /// How the workload ended: the ending of the first step that did not do what it was asked to do.
  world::Ending ending;
  /// The client of that step; empty if all did what they were asked to do.
  std::string client;
  /// Virtual time that the run took; in live runs the time on the wall.
  Duration elapsed{};
  Duration wall{};
  /// Over all that happened, and over the same without times.
  std::uint64_t trace_hash = 0;
  std::uint64_t time_free_hash = 0;
  std::uint64_t plan_hash = 0;
  std::uint64_t outcome_hash = 0;

  std::vector<RuleReport> rules;
  std::vector<OracleReport> oracles;
  std::vector<ExpectationReport> expectations;
  Metrics metrics;
  std::optional<Failure> failure;

  /// Of steps that ended, in the order in which they began.
  std::vector<LoadReport> loads;

  /// What programs of others wrote: of servers, then of each client's steps.
  std::vector<world::ProgramOutput> programs;

  /// The run's trace, if it is kept.
  std::unique_ptr<trace::Log> trace;
  /// Of how many records of it the workload had come to its end: then the world is mended, and
  /// clients are asked for a little more.
  std::size_t workload_records = 0;
};

/// Over what came of a run: its ending and what the oracles say, whatever the timing.
[[nodiscard]] std::uint64_t outcome_hash(const RunResult& result);

/// Ends `log`, of which `result` is judged: from then on both have the same three digests.
void conclude(trace::Log& log, RunResult& result);

}  // namespace ripcord::run
