#include "harness/run/sweep.hpp"

#include "harness/run/in_order.hpp"
#include "transports/base/assert.hpp"

#include <chrono>
#include <cstdint>
#include <utility>

namespace ripcord::run {
namespace {

trace::Payload payload_of(const Job& job, const SweepOptions& options) {
  return options.payload.value_or(job.venue->deterministic() ? trace::Payload::full
                                                             : trace::Payload::headers);
}

RunResult play(const Job& job, const SweepOptions& options) {
  const auto begun = std::chrono::steady_clock::now();
  const std::uint32_t attempts = job.venue->deterministic() ? 1 : 1 + options.retries;
  const Recording recording(job.keep.value_or(options.keep), payload_of(job, options));
  RunResult result = job.production->play(*job.venue, job.seed, recording);
  while (result.verdict == Verdict::failed && result.attempts < attempts) {
    const std::uint32_t so_far = result.attempts;
    result = job.production->play(*job.venue, job.seed, recording);
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
