#include "harness/measures/percentile_table.hpp"

#include "transports/base/assert.hpp"

#include <fmt/format.h>

#include <cmath>
#include <cstdint>
#include <iterator>
#include <vector>

namespace ripcord::measures {
namespace {

// How many lines there are until the rest of the values is half of what it was.
constexpr int lines_per_half = 5;
// 1 - 2^-40: by then the rest is less than one value.
constexpr int halves_max = 40;
// What a reader of the last line learns about the buckets: 1024 each from 2048 to 2^42, and as many
// below.
constexpr int octaves = 32;
constexpr int buckets_per_octave = 1024;

/// Shares at which the table has a line: 0, then ever closer to 1.
std::vector<double> shares() {
  std::vector<double> all;
  for (int half = 0; half < halves_max; ++half) {
    const double rest = std::ldexp(1.0, -half);
    for (int line = 0; line < lines_per_half; ++line)
      all.push_back(1 - rest + rest / 2 * line / lines_per_half);
  }
  return all;
}

}  // namespace

std::string percentile_table(const Histogram& histogram, double unit) {
  RIPCORD_ASSERT(unit > 0);
  std::string text = fmt::format(
      "{:>12} {:>14} {:>10} {:>14}\n\n", "Value", "Percentile", "TotalCount", "1/(1-Percentile)");
  const auto out = std::back_inserter(text);
  for (const double share : shares()) {
    const std::uint64_t value = histogram.at(share);
    const std::uint64_t passed = histogram.count_up_to(value);
    if (passed == histogram.count()) break;
    fmt::format_to(out,
                   "{:>12.3f} {:2.12f} {:>10} {:>14.2f}\n",
                   static_cast<double>(value) / unit,
                   share,
                   passed,
                   1 / (1 - share));
  }
  if (!histogram.empty())
    fmt::format_to(out,
                   "{:>12.3f} {:2.12f} {:>10}\n",
                   static_cast<double>(histogram.max()) / unit,
                   1.0,
                   histogram.count());
  fmt::format_to(out,
                 "#[Mean    = {:>12.3f}, StdDeviation   = {:>12.3f}]\n"
                 "#[Max     = {:>12.3f}, Total count    = {:>12}]\n"
                 "#[Buckets = {:>12}, SubBuckets     = {:>12}]\n",
                 histogram.mean() / unit,
                 histogram.standard_deviation() / unit,
                 static_cast<double>(histogram.max()) / unit,
                 histogram.count(),
                 octaves,
                 buckets_per_octave);
  return text;
}

}  // namespace ripcord::measures
