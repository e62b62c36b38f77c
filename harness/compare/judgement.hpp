#pragma once

#include "harness/compare/metric.hpp"
#include "harness/measures/sign_interval.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace ripcord::compare {

/// What the comparison of one metric says of the second side.
enum class Verdict : std::uint8_t {
  /// Worse by more than the threshold, surely.
  regression,
  /// Better by more than the threshold, surely.
  improved,
  /// Within the threshold, surely.
  equivalent,
  /// None of these is sure.
  inconclusive,
  /// Nobody asked, or there is no pair of which both sides have it.
  shown,
};
[[nodiscard]] std::string_view verdict_word(Verdict verdict);

/// How sure a whole comparison wants to be: the chance that any of its verdicts is wrong.
inline constexpr double usual_chance = 0.05;

/// A metric's values on both sides, none negative; the i-th of both are a pair.
struct Series {
  Metric metric;
  std::vector<double> a;
  std::vector<double> b;
};

struct Judgement {
  Verdict verdict = Verdict::shown;
  /// Median over all pairs of b / a; 1 if there are none.
  double ratio = 1;
  /// Where that median lies in truth; none if there are too few pairs, or nothing was sampled.
  std::optional<measures::Interval> interval;
  /// The chance that `interval` was allowed to miss it, after dividing that of the family.
  double chance = 0;
  std::size_t pairs = 0;
  /// Of an inconclusive one: about how many pairs would decide it, up to
  /// `measures::observations_max`; none = more, or it cannot be told.
  std::optional<std::size_t> pairs_needed;
};

/// Judges metrics that vary from launch to launch. `family` is everything that is judged at once:
/// whoever asks twenty questions at 5 % gets a wrong answer to one of them, so the chance is
/// divided (Holm: the clearest metric is judged at `chance` / n, the next at `chance` / (n - 1),
/// and so on until one is inconclusive; so are all that follow). The result has the family's order.
[[nodiscard]] std::vector<Judgement> judge(std::span<const Series> family,
                                           double chance = usual_chance);

/// Judges a metric that is the same each time: by its median ratio alone.
[[nodiscard]] Judgement judge_exactly(const Series& series);

/// How many pairs `judge` needs to judge any of `judged` metrics at all.
[[nodiscard]] std::size_t pairs_needed(std::size_t judged, double chance = usual_chance);

}  // namespace ripcord::compare
