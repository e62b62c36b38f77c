#include "harness/run/sweep.hpp"

#include "harness/run/in_order.hpp"
#include "transports/base/assert.hpp"

#include <chrono>
#include <cstdint>
#include <utility>

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

}  // namespace

std::size_t sweep(std::span<const Job> jobs, const SweepOptions& options, SweepObserver& observer) {
  RIPCORD_ASSERT(options.threads >= 1);
  return in_order(
      jobs.size(),
      options.threads,
      [&](std::size_t index) { return play(jobs[index], options); },
      [&](std::size_t index, RunResult result) {
        return observer.finished(index, std::move(result));
      });
}

}  // namespace ripcord::run
