#include "harness/compare/measured_plays.hpp"

#include "harness/compare/output_metric.hpp"
#include "harness/compare/play_trial.hpp"
#include "harness/measures/sign_interval.hpp"

#include <sys/resource.h>
#include <sys/time.h>

#include <algorithm>
#include <chrono>
#include <optional>
#include <utility>
#include <vector>

namespace ripcord::compare {
namespace {

using Clock = std::chrono::steady_clock;

Duration duration_of(const timeval& time) {
  return std::chrono::seconds(time.tv_sec) + std::chrono::microseconds(time.tv_usec);
}

/// User and system time so far of this process and of its children that are over.
Duration cpu_time() {
  Duration sum{};
  for (const int who : {RUSAGE_SELF, RUSAGE_CHILDREN}) {
    rusage usage{};
    ::getrusage(who, &usage);
    sum += duration_of(usage.ru_utime) + duration_of(usage.ru_stime);
  }
  return sum;
}

/// What plays of one slice add up to.
struct Sum {
  std::uint64_t plays = 0;
  /// In real time the workload alone, else the whole play.
  Duration wall{};
  Duration cpu{};
  std::uint64_t calls = 0;
  std::uint64_t bytes = 0;
  /// What programs wrote, by the metric's name.
  std::map<std::string, std::vector<double>> written;
};

double median(std::vector<double> values) {
  std::ranges::sort(values);
  return measures::median_ratio(values);
}

class Launch {
 public:
  Launch(const run::Production& production, const stage::Venue& venue, std::uint64_t seed)
      : production_(production),
        venue_(venue),
        seed_(seed),
        metrics_(output_metrics(production.scenario())) {}

  /// Returns whether all plays of the slice completed.
  bool slice(Duration length) {
    Sum sum;
    responses_.clear();
    const Clock::time_point start = Clock::now();
    const Duration cpu = cpu_time();
    do {
      if (!play(sum)) return false;
    } while (Clock::now() - start < length);
    sum.cpu = cpu_time() - cpu;
    last_ = sum;
    return true;
  }

  /// What the last slice came to counts.
  void keep() {
    const auto plays = static_cast<double>(last_.plays);
    const double seconds = std::chrono::duration<double>(last_.wall).count();
    add("wall", static_cast<double>(last_.wall.count()) / plays);
    add("cpu", static_cast<double>(last_.cpu.count()) / plays);
    if (venue_.deterministic()) return;
    if (seconds > 0) add("calls_per_s", static_cast<double>(last_.calls) / seconds);
    if (seconds > 0) add("bytes_per_s", static_cast<double>(last_.bytes) / seconds);
    for (const auto& [operation, times] : responses_) all_responses_[operation].merge(times);
    for (const auto& [name, values] : last_.written)
      for (const double value : values) add(name, value);
  }

  [[nodiscard]] Trial trial() && {
    for (auto& [name, values] : values_) trial_.values[name] = median(std::move(values));
    for (auto& [name, values] : per_play_) trial_.values[name] = median(std::move(values));
    add_responses(all_responses_, trial_.values);
    return std::move(trial_);
  }
  [[nodiscard]] Trial failed() && {
    trial_.values.clear();
    return std::move(trial_);
  }

 private:
  bool play(Sum& sum) {
    const bool is_real = !venue_.deterministic();
    const Clock::time_point start = Clock::now();
    const run::RunResult result =
        production_.play(venue_, seed_, is_real ? run::Keep::outline : run::Keep::none);
    const Duration took = Clock::now() - start;
    trial_ = standing_of(result);
    if (trial_.standing != Standing::completed) return false;
    ++sum.plays;
    sum.wall += is_real ? result.elapsed : took;
    if (is_real) see(result, sum);
    return true;
  }

  void see(const run::RunResult& result, Sum& sum) {
    sum.bytes += result.metrics.bytes_to_server + result.metrics.bytes_to_client;
    for (const auto& [operation, times] : responses_in(*result.trace, Time{} + result.elapsed)) {
      sum.calls += times.count();
      responses_[operation].merge(times);
    }
    for (const OutputMetric& metric : metrics_)
      if (const auto number = written(result, metric))
        sum.written[metric.metric.name].push_back(*number);
    const Trial counted = trial_of(result, ResponseTimes::left_out);
    for (const auto& [name, value] : counted.values)
      if (name != "virtual_time") per_play_[name].push_back(value);
  }

  /// The last one of all programs'.
  static std::optional<double> written(const run::RunResult& result, const OutputMetric& metric) {
    std::optional<double> last;
    for (const world::ProgramOutput& program : result.programs) {
      for (const std::string* text : {&program.output, &program.errors})
        if (const auto number = number_in(*text, metric)) last = number;
    }
    return last;
  }

  void add(std::string_view name, double value) { values_[std::string(name)].push_back(value); }

  const run::Production& production_;
  const stage::Venue& venue_;
  std::uint64_t seed_;
  std::vector<OutputMetric> metrics_;
  Trial trial_;
  Sum last_;
  Responses responses_;
  Responses all_responses_;
  /// One value a slice.
  std::map<std::string, std::vector<double>> values_;
  /// Counters, and what is not a speed: one value a play, warm-up included.
  std::map<std::string, std::vector<double>> per_play_;
};

}  // namespace

Trial measure_plays(const run::Production& production,
                    const stage::Venue& venue,
                    std::uint64_t seed,
                    const Slices& slices) {
  Launch launch(production, venue, seed);
  if (!launch.slice(slices.length)) return std::move(launch).failed();
  for (std::uint32_t i = 0; i < slices.count; ++i) {
    if (!launch.slice(slices.length)) return std::move(launch).failed();
    launch.keep();
  }
  return std::move(launch).trial();
}

}  // namespace ripcord::compare
