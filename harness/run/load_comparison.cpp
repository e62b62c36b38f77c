#include "harness/run/load_comparison.hpp"

#include "transports/base/quantity.hpp"

#include <array>
#include <string_view>

namespace ripcord::run {
namespace {

using scenario::Expected;
using world::LoadEnd;
using world::LoadTimes;

struct Count {
  std::string_view field;
  std::uint64_t (*of)(const LoadEnd& load);
};
constexpr std::array counts{
    Count{"answers", [](const LoadEnd& load) { return load.answers; }},
    Count{"failures", [](const LoadEnd& load) { return load.failures; }},
    Count{"calls_per_s", [](const LoadEnd& load) { return load.calls_per_s(); }},
};

struct Percentile {
  std::string_view field;
  Duration LoadTimes::* of;
};
constexpr std::array percentiles{
    Percentile{"p50", &LoadTimes::p50},
    Percentile{"p90", &LoadTimes::p90},
    Percentile{"p99", &LoadTimes::p99},
    Percentile{"p99_9", &LoadTimes::p99_9},
    Percentile{"max", &LoadTimes::max},
};

constexpr std::string_view no_load = "no load ended";

}  // namespace

std::optional<Comparison> compare_load(const Expected& expected,
                                       const std::optional<LoadEnd>& load) {
  for (const Count& count : counts) {
    if (count.field != expected.field) continue;
    if (!load) return Comparison{std::string(no_load), false};
    const std::uint64_t actual = count.of(*load);
    const auto* range = std::get_if<shim::Range>(&expected.value);
    return Comparison{std::to_string(actual),
                      range != nullptr && range->contains(static_cast<std::int64_t>(actual))};
  }
  for (const Percentile& percentile : percentiles) {
    if (percentile.field != expected.field) continue;
    if (!load) return Comparison{std::string(no_load), false};
    const Duration actual = load->latency.*percentile.of;
    const auto* limit = std::get_if<Duration>(&expected.value);
    // Of no answers nothing is known.
    return Comparison{duration_text(actual),
                      limit != nullptr && load->answers > 0 && actual <= *limit};
  }
  return std::nullopt;
}

}  // namespace ripcord::run
