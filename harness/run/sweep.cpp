#include "harness/run/sweep.hpp"

#include "transports/base/assert.hpp"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace ripcord::run {
namespace {

RunResult play(const Job& job, const SweepOptions& options) {
  const auto begun = std::chrono::steady_clock::now();
  const std::uint32_t attempts = job.venue->deterministic() ? 1 : 1 + options.retries;
  RunResult result = job.production->play(*job.venue, job.seed, options.keep);
  while (result.verdict == Verdict::failed && result.attempts < attempts) {
    const std::uint32_t so_far = result.attempts;
    result = job.production->play(*job.venue, job.seed, options.keep);
    result.attempts = so_far + 1;
  }
  result.repetition = job.repetition;
  result.wall = std::chrono::steady_clock::now() - begun;
  return result;
}

/// Results on their way from the threads that play to the one that reports, put back into the order
/// of the jobs.
class Window {
 public:
  /// Both outlive the window.
  Window(std::span<const Job> jobs, const SweepOptions& options)
      : jobs_(jobs), options_(options), slots_(ahead_max) {}

  /// Plays jobs until none is left; the body of every playing thread.
  void work() {
    while (const std::optional<std::size_t> index = claim()) {
      RunResult result = play(jobs_[*index], options_);
      const std::lock_guard lock(mutex_);
      slots_[*index % ahead_max] = std::move(result);
      changed_.notify_all();
    }
  }

  /// The result of job `index`, once it is there. Jobs are asked for in order, each once.
  RunResult take(std::size_t index) {
    std::unique_lock lock(mutex_);
    std::optional<RunResult>& slot = slots_[index % ahead_max];
    changed_.wait(lock, [&] { return slot.has_value(); });
    RunResult result = std::move(*slot);
    slot.reset();
    taken_ = index + 1;
    changed_.notify_all();
    return result;
  }

  /// No further job is begun.
  void stop() {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
    changed_.notify_all();
  }

 private:
  /// Results that may wait for a slower one in front of them: bounds memory whatever one run takes.
  static constexpr std::size_t ahead_max = 256;

  std::optional<std::size_t> claim() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock,
                  [&] { return stopped_ || next_ == jobs_.size() || next_ < taken_ + ahead_max; });
    if (stopped_ || next_ == jobs_.size()) return std::nullopt;
    return next_++;
  }

  std::span<const Job> jobs_;
  const SweepOptions& options_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::optional<RunResult>> slots_;
  std::size_t next_ = 0;
  std::size_t taken_ = 0;
  bool stopped_ = false;
};

std::size_t sweep_alone(std::span<const Job> jobs,
                        const SweepOptions& options,
                        SweepObserver& observer) {
  for (std::size_t i = 0; i < jobs.size(); ++i) {
    if (!observer.finished(i, play(jobs[i], options))) return i + 1;
  }
  return jobs.size();
}

}  // namespace

std::size_t sweep(std::span<const Job> jobs, const SweepOptions& options, SweepObserver& observer) {
  RIPCORD_ASSERT(options.threads >= 1);
  if (options.threads == 1 || jobs.size() <= 1) return sweep_alone(jobs, options, observer);

  Window window(jobs, options);
  // Not std::jthread, which libc++ 19 holds back as experimental.
  std::vector<std::thread> threads;
  const std::size_t count = std::min<std::size_t>(options.threads, jobs.size());
  for (std::size_t i = 0; i < count; ++i) threads.emplace_back([&window] { window.work(); });
  std::size_t reported = 0;
  while (reported < jobs.size()) {
    const bool go_on = observer.finished(reported, window.take(reported));
    ++reported;
    if (!go_on) break;
  }
  window.stop();
  for (std::thread& thread : threads) thread.join();
  return reported;
}

}  // namespace ripcord::run
