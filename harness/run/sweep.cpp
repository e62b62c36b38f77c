#include "harness/run/sweep.hpp"

#include "harness/run/in_order.hpp"
#include "transports/base/assert.hpp"

#include <chrono>
#include <cstdint>
#include <memory>
#include <utility>

namespace ripcord::run {
namespace {

trace::Payload payload_of(const Job& job, const SweepOptions& options) {
  return options.payload.value_or(job.venue->deterministic() ? trace::Payload::full
                                                             : trace::Payload::headers);
}

Keep keep_of(const Job& job, const SweepOptions& options) {
  if (job.keep) return *job.keep;
  const bool enough = options.enough != nullptr && options.enough->load(std::memory_order_relaxed);
  return enough ? Keep::none : options.keep;
}

/// The run could not be, or was not, recorded.
void fail(RunResult& result, const Job& job, const std::string& problem) {
  result.variant = job.production->scenario().variant;
  result.transport = job.venue->name();
  result.seed = job.seed;
  result.live = !job.venue->deterministic();
  result.verdict = Verdict::error;
  result.failure = Failure{.actual = problem};
}

RunResult play(const Job& job, const Recording& recording, const SweepOptions& options) {
  const std::uint32_t attempts = job.venue->deterministic() ? 1 : 1 + options.retries;
  RunResult result = job.production->play(*job.venue, job.seed, recording);
  while (result.verdict == Verdict::failed && result.attempts < attempts) {
    const std::uint32_t so_far = result.attempts;
    result = job.production->play(*job.venue, job.seed, recording);
    result.attempts = so_far + 1;
  }
  return result;
}

RunResult play_followed(const Job& job, const SweepOptions& options, std::size_t index) {
  const auto begun = std::chrono::steady_clock::now();
  Recording recording(keep_of(job, options), payload_of(job, options));
  const std::unique_ptr<LogFollower> follower =
      options.followers != nullptr ? options.followers->follow(index) : nullptr;
  recording.listener = follower.get();
  RunResult result;
  if (!follower || follower->problem().empty()) result = play(job, recording, options);
  if (follower && !follower->problem().empty()) fail(result, job, follower->problem());
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
      [&](std::size_t index) { return play_followed(jobs[index], options, index); },
      [&](std::size_t index, RunResult result) {
        return observer.finished(index, std::move(result));
      });
}

}  // namespace ripcord::run
