#pragma once

#include "harness/cli/console.hpp"
#include "harness/cli/exit_code.hpp"
#include "harness/cli/options.hpp"
#include "harness/cli/program.hpp"
#include "harness/cli/selection.hpp"
#include "harness/process/secrets.hpp"
#include "harness/run/production.hpp"
#include "harness/run/sweep.hpp"

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace ripcord::cli {

/// One line of a playbill: a candidate made ready, and the seeds that it is played with.
struct Performance {
  report::Subject subject;
  std::unique_ptr<run::Production> production;
  const stage::Venue* venue = nullptr;
  SeedRange seeds;
};

/// Everything that a command is going to play, in order, or why it cannot.
class Playbill {
 public:
  /// Makes `candidates` ready. `seeds` replaces the scenarios' own, of which live runs
  /// take the first only.
  Playbill(const std::vector<Candidate>& candidates,
           const std::optional<SeedRange>& seeds,
           const Program& program);

  /// Prints everything that stands in the way, and returns the exit code that it deserves: 3, 2 or
  /// 0.
  ExitCode print_problems(Console& console) const;

  [[nodiscard]] const std::deque<Performance>& performances() const { return performances_; }
  /// The programs of others that will be started or dialled, one line each.
  [[nodiscard]] const std::vector<std::string>& programs() const { return programs_; }
  /// Scenarios' own seeds that live runs leave out, a line a transport.
  [[nodiscard]] std::vector<std::string> left_out() const;
  /// What must not be shown.
  [[nodiscard]] const process::Secrets& secrets() const { return secrets_; }
  /// How many runs there will be; the largest number if there are more.
  [[nodiscard]] std::uint64_t runs() const;

 private:
  void add(const Candidate& candidate,
           const std::optional<SeedRange>& seeds,
           const Program& program);

  std::deque<Performance> performances_;
  scenario::Diagnostics diagnostics_;
  /// What this build lacks, and what the machine lacks.
  std::vector<std::string> not_in_build_;
  std::vector<std::string> missing_;
  /// Requirements that were looked at, and what they lack.
  std::map<std::string, std::string> lacks_;
  std::vector<std::string> programs_;
  /// Seeds that are left out, by transport.
  std::map<std::string, std::uint64_t> left_out_;
  process::Secrets secrets_;
};

/// A job and whose it is.
struct PlannedRun {
  const Performance* performance = nullptr;
  run::Job job;
};

/// Hands out the runs of a playbill in order, some at a time, so that a sweep over millions of
/// seeds needs no list of them.
class RunQueue {
 public:
  /// `playbill` must outlive the queue. Each run comes `repeat` times in a row. The first run of
  /// each of the first `representatives` performances keeps its trace, whatever others do.
  RunQueue(const Playbill& playbill, std::uint32_t repeat, std::uint64_t representatives)
      : playbill_(playbill), repeat_(repeat), representatives_(representatives) {}

  /// The next runs, at most `count`; empty when all are handed out.
  [[nodiscard]] std::vector<PlannedRun> take(std::size_t count);

 private:
  const Playbill& playbill_;
  std::size_t performance_ = 0;
  std::uint32_t repeat_;
  std::uint64_t representatives_;
  /// How many of that performance's seeds are handed out, and how often the next one.
  std::uint64_t offset_ = 0;
  std::uint32_t repetitions_ = 0;
};

}  // namespace ripcord::cli
