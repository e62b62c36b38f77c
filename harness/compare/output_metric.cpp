#include "harness/compare/output_metric.hpp"

#include "harness/scenario/line_pattern.hpp"

#include <cstdlib>

namespace ripcord::compare {

std::vector<OutputMetric> output_metrics(const scenario::ResolvedScenario& scenario) {
  using Wanted = scenario::MetricSpec::Better;
  std::vector<OutputMetric> all;
  for (const scenario::MetricSpec& spec : scenario.metrics) {
    OutputMetric& one = all.emplace_back();
    one.metric.name = spec.name;
    one.metric.better = spec.better == Wanted::higher ? Better::higher : Better::lower;
    if (spec.threshold && spec.threshold->parts_per_million > 0)
      one.metric.threshold = spec.threshold->parts_per_million / 1e6;
    one.pattern = spec.from_output;
  }
  return all;
}

std::optional<double> number_in(std::string_view output, const OutputMetric& metric) {
  const auto pattern = scenario::LinePattern::parse(metric.pattern);
  if (!pattern) return std::nullopt;
  std::optional<double> number;
  scenario::any_line(output, [&](std::string_view line) {
    const std::optional<std::string> digits = pattern->last_match(line);
    if (!digits) return false;
    // Not every library's from_chars reads these.
    char* stop = nullptr;
    const double value = std::strtod(digits->c_str(), &stop);
    if (!digits->empty() && *stop == '\0' && value >= 0) number = value;
    return false;
  });
  return number;
}

}  // namespace ripcord::compare
