#pragma once

#include "harness/compare/metric.hpp"
#include "harness/scenario/scenario.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ripcord::compare {

/// A number that programs write.
struct OutputMetric {
  Metric metric;
  /// For lines of output; its first group, or the whole of what it matches, is the number.
  std::string pattern;

  friend bool operator==(const OutputMetric&, const OutputMetric&) = default;
};

/// What `metrics:` of a scenario asks for.
[[nodiscard]] std::vector<OutputMetric> output_metrics(const scenario::ResolvedScenario& scenario);

/// The last number, never negative, that `metric` finds in `output`.
[[nodiscard]] std::optional<double> number_in(std::string_view output, const OutputMetric& metric);

}  // namespace ripcord::compare
