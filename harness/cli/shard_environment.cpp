#include "harness/cli/shard_environment.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cstdint>

namespace ripcord::cli {
namespace {

/// How one scheduler numbers its parts.
struct Scheduler {
  const char* index;
  const char* count;
  /// The variable that has the lowest index; null where that is `lowest`.
  const char* lowest_variable;
  std::int64_t lowest;
};

constexpr std::array<Scheduler, 3> schedulers{
    {{"SLURM_ARRAY_TASK_ID", "SLURM_ARRAY_TASK_COUNT", "SLURM_ARRAY_TASK_MIN", 1},
     {"CI_NODE_INDEX", "CI_NODE_TOTAL", nullptr, 1},
     {"JOB_COMPLETION_INDEX", "JOB_COMPLETIONS", nullptr, 0}}};

/// A number that leaves room to count; none for anything else.
std::optional<std::int64_t> number(const std::optional<std::string>& text) {
  std::int64_t value = 0;
  if (!text) return std::nullopt;
  const char* const end = text->data() + text->size();
  const auto [rest, error] = std::from_chars(text->data(), end, value);
  if (error != std::errc() || rest != end || value < 0 || value > UINT32_MAX) return std::nullopt;
  return value;
}

Parsed<std::optional<GivenShard>> shard_of(const Scheduler& scheduler,
                                           const scenario::Environment& environment) {
  const std::optional<std::string> index_text = environment(scheduler.index);
  const std::optional<std::string> count_text = environment(scheduler.count);
  if (!index_text || !count_text) return std::optional<GivenShard>();
  const std::optional<std::int64_t> index = number(index_text);
  const std::optional<std::int64_t> count = number(count_text);
  std::optional<std::int64_t> lowest = scheduler.lowest;
  if (scheduler.lowest_variable != nullptr && environment(scheduler.lowest_variable))
    lowest = number(environment(scheduler.lowest_variable));
  if (!index || !count || !lowest || *index < *lowest || *index - *lowest >= *count) {
    return ValueProblem(fmt::format("{}={} and {}={} are no part of a whole",
                                    scheduler.index,
                                    *index_text,
                                    scheduler.count,
                                    *count_text));
  }
  return std::optional(
      GivenShard{.shard = {.index = static_cast<std::uint32_t>(*index - *lowest + 1),
                           .count = static_cast<std::uint32_t>(*count)},
                 .variable = scheduler.index});
}

}  // namespace

Parsed<std::optional<GivenShard>> given_shard(const scenario::Environment& environment) {
  for (const Scheduler& scheduler : schedulers) {
    Parsed<std::optional<GivenShard>> given = shard_of(scheduler, environment);
    if (!given || *given) return given;
  }
  return std::optional<GivenShard>();
}

}  // namespace ripcord::cli
