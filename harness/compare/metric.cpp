#include "harness/compare/metric.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <span>

namespace ripcord::compare {
namespace {

struct Known {
  std::string_view name;
  Unit unit = Unit::count;
  Better better = Better::lower;
  /// 0 = none.
  double threshold = 0;
};

// Why these thresholds: two launches of one and the same build differ by 2 % in the median pair's
// throughput and by 7 % at its 99th percentile on a busy machine with two cores. What lies beyond
// that percentile is decided by single stalls, and is never judged.
constexpr std::array known{
    Known{"wall", Unit::nanoseconds, Better::lower, 0.05},
    Known{"cpu", Unit::nanoseconds, Better::lower, 0.05},
    Known{"peak_memory", Unit::bytes, Better::lower, 0.10},
    Known{"calls_per_s", Unit::per_second, Better::higher, 0.05},
    Known{"bytes_per_s", Unit::bytes_per_second, Better::higher, 0.05},
    Known{"virtual_time", Unit::nanoseconds, Better::lower, 0.05},
    Known{"time_to_recover", Unit::nanoseconds},
    Known{"response_p50", Unit::nanoseconds, Better::lower, 0.05},
    Known{"response_p99", Unit::nanoseconds, Better::lower, 0.15},
    Known{"response_p99.9", Unit::nanoseconds},
    Known{"response_max", Unit::nanoseconds},
    Known{"files", Unit::count, Better::higher},
    Known{"bytes_to_server", Unit::bytes},
    Known{"bytes_to_client", Unit::bytes},
};

struct Step {
  double size;
  std::string_view word;
};
constexpr std::array times{Step{1e9, " s"}, Step{1e6, " ms"}, Step{1e3, " us"}, Step{1, " ns"}};
constexpr std::array sizes{
    Step{0x1p30, " GiB"}, Step{0x1p20, " MiB"}, Step{0x1p10, " KiB"}, Step{1, " B"}};
constexpr std::array rates{Step{1e6, " M/s"}, Step{1e3, " k/s"}, Step{1, " /s"}};

/// Three digits, or all that stand before the point.
std::string digits(double value) {
  const double size = std::fabs(value);
  if (value == std::round(value) && size < 1e15) return fmt::format("{:.0f}", value);
  const int behind = size < 10 ? 2 : size < 100 ? 1 : 0;
  return fmt::format("{:.{}f}", value, behind);
}

std::string scaled(double value, std::span<const Step> steps) {
  for (const Step& step : steps) {
    if (std::fabs(value) >= step.size || &step == &steps.back())
      return fmt::format("{}{}", digits(value / step.size), step.word);
  }
  return {};
}

}  // namespace

std::string_view unit_word(Unit unit) {
  switch (unit) {
    case Unit::nanoseconds:
      return "ns";
    case Unit::bytes:
      return "bytes";
    case Unit::per_second:
      return "1/s";
    case Unit::bytes_per_second:
      return "bytes/s";
    case Unit::count:
      break;
  }
  return "count";
}

Metric metric_named(std::string_view name) {
  const std::string_view kind = name.substr(0, name.find('('));
  for (const Known& one : known) {
    if (one.name != kind) continue;
    return {.name = std::string(name),
            .unit = one.unit,
            .better = one.better,
            .threshold = one.threshold > 0 ? std::optional(one.threshold) : std::nullopt};
  }
  return {.name = std::string(name)};
}

std::string value_text(double value, Unit unit) {
  switch (unit) {
    case Unit::nanoseconds:
      return scaled(value, times);
    case Unit::bytes:
      return scaled(value, sizes);
    case Unit::per_second:
      return scaled(value, rates);
    case Unit::bytes_per_second:
      return scaled(value, sizes) + "/s";
    case Unit::count:
      break;
  }
  return digits(value);
}

}  // namespace ripcord::compare
