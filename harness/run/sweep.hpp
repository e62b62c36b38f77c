#pragma once

#include "harness/run/production.hpp"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>

namespace ripcord::run {

/// One run of a sweep. The pointers outlive the sweep.
struct Job {
  const Production* production = nullptr;
  const stage::Venue* venue = nullptr;
  std::uint64_t seed = 1;
  /// Which of several equal runs it is, from 1.
  std::uint32_t repetition = 1;
  /// None: as the sweep's others.
  std::optional<Keep> keep;
};

/// Follows the log of one run while it is made, such as to have it on disk.
class LogFollower : public LogListener {
 public:
  LogFollower() = default;
  virtual ~LogFollower() = default;
  LogFollower(const LogFollower&) = delete;
  LogFollower& operator=(const LogFollower&) = delete;

  /// Why it cannot, or could not to the end; empty if it could. Then the run is an error.
  [[nodiscard]] virtual std::string problem() const = 0;
};

class LogFollowers {
 public:
  /// For the job of that index; null = its log is not followed. Called from any thread.
  virtual std::unique_ptr<LogFollower> follow(std::size_t index) = 0;

 protected:
  ~LogFollowers() = default;
};

struct SweepOptions {
  /// Worlds side by side, at least 1.
  unsigned threads = 1;
  Keep keep = Keep::failures;
  /// None: everything where time is virtual, else headers, for what real programs say to each other
  /// may be nobody else's business.
  std::optional<trace::Payload> payload;
  /// How often a run that fails is played again at most, where time is real: there a run may fail
  /// that passes when the machine is less busy. What is deterministic fails again.
  std::uint32_t retries = 0;
  /// Null = no log is followed. Outlives the sweep.
  LogFollowers* followers = nullptr;
  /// Once it is set, runs that have no wish of their own leave no trace: who keeps failures has
  /// enough of them, and each would be played a second time. Null = never. Outlives the sweep.
  const std::atomic<bool>* enough = nullptr;
};

/// Is told of finished runs, in the order of the jobs, one at a time, whatever the number of
/// threads.
class SweepObserver {
 public:
  /// `index` is the job's. Returns whether the sweep shall go on; jobs that are not begun yet are
  /// then left out.
  virtual bool finished(std::size_t index, RunResult result) = 0;

 protected:
  ~SweepObserver() = default;
};

/// Plays all `jobs`; returns how many were played and reported. `observer` is called from the
/// calling thread.
std::size_t sweep(std::span<const Job> jobs, const SweepOptions& options, SweepObserver& observer);

}  // namespace ripcord::run
