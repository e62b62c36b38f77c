#pragma once

#include "harness/report/coverage.hpp"
#include "harness/report/exploration_record.hpp"
#include "harness/report/run_json.hpp"
#include "harness/report/tally.hpp"

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <vector>

namespace ripcord::report {

/// The program that made a report.
struct Tool {
  std::string version;
  std::string commit;
  std::string compiler;
  /// Such as `Release` or `Debug address,undefined`.
  std::string build;
};

/// The machine that it ran on; no host name, for reports are forwarded.
struct Host {
  std::string system;
  std::string machine;
  unsigned cores = 0;
};

/// What selection left out of what the paths hold, by reason, in (scenario, variant, transport).
struct NotSelected {
  struct Reason {
    std::string reason;
    std::uint64_t count = 0;
  };
  std::vector<Reason> reasons;

  [[nodiscard]] std::uint64_t total() const;
};

/// A command that played runs.
struct Part {
  Tool tool;
  Host host;
  std::vector<std::string> argv;
  /// UTC, as in `2026-11-22T12:03:01Z`.
  std::string started;
};

/// What is known of a command before its first run.
struct Heading {
  Tool tool;
  Host host;
  std::vector<std::string> argv;
  /// UTC, as in `2026-11-22T12:03:01Z`.
  std::string started;
  /// Of a report that was put together from several: whose runs it has, in order of time. Empty
  /// where it is of one command.
  std::vector<Part> parts;
  /// Runs that are to be played.
  std::uint64_t planned = 0;
  NotSelected not_selected;
};

/// What a command found that is no run: a comparison of two sides, say.
struct Annex {
  /// Its key in result.json, and its value there: any JSON.
  std::string key;
  std::string json;
  /// Whether the command's verdict is that it failed.
  bool failed = false;
  /// The same for people.
  std::string html;
  std::string markdown;
};

/// Whether the command came to its end.
enum class Progress : std::uint8_t { complete, incomplete };

/// result.json in the making. Runs are added in order of path, variant, transport and seed.
class ResultDocument {
 public:
  /// Passing runs beyond this many are only counted in `sweeps[]`: a line each would make
  /// result.json of a long sweep larger than anybody opens.
  static constexpr std::uint64_t passing_runs_max = 10'000;

  explicit ResultDocument(Heading heading) : heading_(std::move(heading)) {}

  /// Adds a run of `subject`, which must outlive the document.
  void add(const Subject& subject, const run::RunResult& result, const Artifacts& artifacts);

  /// Takes `sums` for those runs of `subject` of which not all are added. Called behind them.
  void restore(const Subject& subject, const SweepSums& sums);

  /// Counts `cells` of other runs.
  void cover(const std::vector<Coverage::Cell>& cells);
  /// Counts what `result`, whose trace must be there, came across of the catalogue: from then on
  /// the document has a coverage.
  void cover(const run::RunResult& result);

  /// Adds an exploration, whose runs are counted and not listed.
  void add(ExplorationRecord exploration) { explorations_.push_back(std::move(exploration)); }

  /// Takes what else was found.
  void attach(Annex annex) { annex_ = std::move(annex); }

  /// The whole as text.
  [[nodiscard]] std::string text(Progress progress) const;

  [[nodiscard]] const Heading& heading() const { return heading_; }
  [[nodiscard]] const std::deque<Tally>& tallies() const { return tallies_; }
  [[nodiscard]] Counts counts() const;
  [[nodiscard]] const std::vector<ExplorationRecord>& explorations() const { return explorations_; }
  /// Null unless something was attached.
  [[nodiscard]] const Annex* annex() const { return annex_ ? &*annex_ : nullptr; }
  /// The gravest of all runs, or that of the annex.
  [[nodiscard]] run::Verdict verdict(Progress progress) const;
  /// Null unless something was covered.
  [[nodiscard]] const Coverage* coverage() const { return coverage_ ? &*coverage_ : nullptr; }

 private:
  Tally& tally_of(const Subject& subject);

  Heading heading_;
  std::deque<Tally> tallies_;
  /// Finished lines of `runs[]`, separated by a comma and a newline.
  std::string runs_;
  std::uint64_t passing_runs_ = 0;
  std::optional<Coverage> coverage_;
  std::vector<ExplorationRecord> explorations_;
  std::optional<Annex> annex_;
};

/// The verdict over all runs: the gravest of error, invalid, failed; else incomplete, else passed.
[[nodiscard]] run::Verdict overall(const Counts& counts, Progress progress);

}  // namespace ripcord::report
