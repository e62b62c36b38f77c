#include "harness/peers/load_step.hpp"

#include "harness/load/generator.hpp"
#include "harness/peers/call_ending.hpp"
#include "harness/peers/client/load_lines.hpp"

#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace ripcord::peers {
namespace {

world::LoadTimes times_of(const measures::Histogram& histogram) {
  const auto at = [&](double share) {
    return Duration(static_cast<Duration::rep>(histogram.at(share)));
  };
  return {.p50 = at(0.5), .p90 = at(0.9), .p99 = at(0.99), .p99_9 = at(0.999), .max = at(1)};
}

world::LoadEnd end_of(const load::Outcome& outcome) {
  const load::Tally& tally = outcome.tally;
  return {.answers = tally.latency().count(),
          .failures = tally.failures(),
          .stub_bytes = tally.bytes(),
          .elapsed = outcome.elapsed,
          .latency = times_of(tally.latency()),
          .service = times_of(tally.service()),
          .is_saturated = tally.is_saturated()};
}

load::Plan plan_of(const scenario::LoadStep& step, std::uint64_t seed) {
  load::Plan plan{.warm_up = {}, .duration = step.duration, .seed = seed};
  if (step.mode == scenario::LoadMode::open) plan.rate = step.rate;
  return plan;
}

}  // namespace

io::Task<world::Ending> perform_load(const scenario::LoadStep& step, LoadParts parts) {
  const EchoLine::Words words{.opnum = echo::operation_named(step.operation),
                              .size = static_cast<std::uint32_t>(step.size)};
  std::optional<CallFailure> failure;
  std::vector<std::unique_ptr<EchoLine>> lines;
  std::vector<load::Line*> all;
  for (std::uint32_t i = 0; i < step.connections; ++i) {
    Prng data(parts.seed, "load/" + std::to_string(i), parts.context.number);
    lines.push_back(std::make_unique<EchoLine>(parts.context, parts.service, data, words, failure));
    all.push_back(lines.back().get());
  }
  load::Generator generator(parts.context.runtime(), all, plan_of(step, parts.seed));
  const load::Outcome outcome = co_await generator.run();
  for (const std::unique_ptr<EchoLine>& line : lines) line->close();
  world::Ending ending;
  if (failure) ending = ending_of(*failure, step.operation);
  if (outcome.is_overrun) {
    ending.outcome = world::Outcome::failed;
    ending.message = "the server does not sustain the rate";
  }
  ending.load = end_of(outcome);
  co_return ending;
}

}  // namespace ripcord::peers
