#include "harness/cli/load_output.hpp"

#include "harness/compare/metric.hpp"
#include "harness/report/json_writer.hpp"

#include <fmt/format.h>

#include <array>
#include <chrono>
#include <cmath>
#include <iterator>
#include <utility>

namespace ripcord::cli {
namespace {

using compare::Unit;
using compare::value_text;
using measures::Histogram;

struct Percentile {
  std::string_view name;
  double share;
};
constexpr std::array percentiles{Percentile{"p50", 0.5},
                                 Percentile{"p90", 0.9},
                                 Percentile{"p99", 0.99},
                                 Percentile{"p99.9", 0.999},
                                 Percentile{"max", 1}};

double per_second(std::uint64_t count, Duration elapsed) {
  const double seconds = std::chrono::duration<double>(elapsed).count();
  return seconds > 0 ? static_cast<double>(count) / seconds : 0;
}

std::string percentile_line(std::string_view what, const Histogram& histogram) {
  std::string line = fmt::format("  {:<40}", what);
  for (const auto& [name, share] : percentiles)
    fmt::format_to(std::back_inserter(line),
                   " {} {}",
                   name,
                   value_text(static_cast<double>(histogram.at(share)), Unit::nanoseconds));
  return line + '\n';
}

std::string loop_text(const LoadOptions& options) {
  if (!options.rate) return "closed loop";
  return fmt::format("open loop, {} calls/s, {}",
                     *options.rate,
                     options.spacing == load::Spacing::poisson ? "poisson" : "constant");
}

void write_histogram(report::JsonWriter& json, std::string_view name, const Histogram& histogram) {
  json.key(name).begin_object().number("count", histogram.count());
  json.number("min_ns", histogram.min());
  json.number("mean_ns", static_cast<std::uint64_t>(std::llround(histogram.mean())));
  for (const auto& [word, share] : percentiles)
    json.number(fmt::format("{}_ns", word), histogram.at(share));
  json.end_object();
}

}  // namespace

std::string load_text(const LoadOptions& options, const load::Outcome& outcome) {
  const load::Tally& tally = outcome.tally;
  const std::uint64_t answers = tally.latency().count();
  std::string text =
      fmt::format("{}, {} connections: {} answers, {} failures in {}; {}, {}\n",
                  loop_text(options),
                  options.connections,
                  answers,
                  tally.failures(),
                  value_text(static_cast<double>(outcome.elapsed.count()), Unit::nanoseconds),
                  value_text(per_second(answers, outcome.elapsed), Unit::per_second),
                  value_text(per_second(tally.bytes(), outcome.elapsed), Unit::bytes_per_second));
  if (options.rate) {
    text += percentile_line("latency, from the intended start", tally.latency());
    text += percentile_line("service time, from the actual start", tally.service());
    text += percentile_line("the generator's own lag", tally.lag());
  } else {
    text += percentile_line("service time, closed loop", tally.service());
  }
  if (tally.is_saturated())
    text +=
        "  GENERATOR SATURATED: more than 1 % of the calls began late; these are not the "
        "server's numbers\n";
  if (outcome.is_overrun)
    text += "  OVERRUN: the server does not sustain this rate; the load was ended\n";
  return text;
}

report::Annex load_annex(const LoadOptions& options, const load::Outcome& outcome) {
  const load::Tally& tally = outcome.tally;
  std::string text;
  report::JsonWriter json(text);
  json.begin_object()
      .text("mode", options.rate ? "open" : "closed")
      .number("connections", options.connections)
      .number("answers", tally.latency().count())
      .number("failures", tally.failures())
      .number("elapsed_ns", static_cast<std::uint64_t>(outcome.elapsed.count()))
      .number("stub_bytes", tally.bytes())
      .boolean("generator_saturated", tally.is_saturated())
      .boolean("overrun", outcome.is_overrun);
  write_histogram(json, "latency", tally.latency());
  write_histogram(json, "service", tally.service());
  write_histogram(json, "lag", tally.lag());
  json.end_object();
  return {.key = "load", .json = std::move(text), .failed = tally.failures() > 0};
}

}  // namespace ripcord::cli
