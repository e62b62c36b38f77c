#include "harness/compare/judgement.hpp"

#include "transports/base/assert.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

namespace ripcord::compare {
namespace {

using measures::Interval;

double ratio_of(double a, double b) {
  RIPCORD_ASSERT(a >= 0);
  RIPCORD_ASSERT(b >= 0);
  if (a == b) return 1;
  return a == 0 ? std::numeric_limits<double>::infinity() : b / a;
}

std::vector<double> sorted_ratios(const Series& series) {
  RIPCORD_ASSERT(series.a.size() == series.b.size());
  std::vector<double> ratios(series.a.size());
  std::ranges::transform(series.a, series.b, ratios.begin(), ratio_of);
  std::ranges::sort(ratios);
  return ratios;
}

/// What `interval` says; a ratio above 1 is worse where less is better.
Verdict verdict_of(const Interval& interval, const Metric& metric) {
  const double limit = 1 + *metric.threshold;
  const bool above = interval.low > limit;
  const bool below = interval.high < 1 / limit;
  if (above || below)
    return above == (metric.better == Better::lower) ? Verdict::regression : Verdict::improved;
  const bool within = interval.low >= 1 / limit && interval.high <= limit;
  return within ? Verdict::equivalent : Verdict::inconclusive;
}

/// One metric on its way to a verdict.
class Candidate {
 public:
  explicit Candidate(const Series& series)
      : metric_(series.metric), ratios_(sorted_ratios(series)) {
    if (is_judged()) least_rank_ = widest_sure();
  }

  [[nodiscard]] bool is_judged() const { return metric_.threshold && !ratios_.empty(); }

  /// The least chance of being wrong at which it has a verdict: 1 or more = it never has.
  [[nodiscard]] double least_chance() const {
    return least_rank_ == 0 ? 2 : measures::chance_of_missing(ratios_.size(), least_rank_);
  }

  [[nodiscard]] Judgement at(double chance) const {
    Judgement judgement{.chance = chance, .pairs = ratios_.size()};
    if (!ratios_.empty()) judgement.ratio = measures::median_ratio(ratios_);
    const std::size_t rank = measures::interval_rank(ratios_.size(), chance);
    if (rank > 0) judgement.interval = measures::interval_of(ratios_, rank);
    if (is_judged()) decide(judgement);
    return judgement;
  }

 private:
  void decide(Judgement& judgement) const {
    judgement.verdict =
        judgement.interval ? verdict_of(*judgement.interval, metric_) : Verdict::inconclusive;
    if (judgement.verdict != Verdict::inconclusive) return;
    judgement.pairs_needed =
        judgement.interval ? enough(judgement) : measures::observations_needed(judgement.chance);
  }

  /// The rank of the widest interval that says something; 0 = none does.
  [[nodiscard]] std::size_t widest_sure() const {
    for (std::size_t rank = 1; 2 * rank <= ratios_.size(); ++rank) {
      if (verdict_of(measures::interval_of(ratios_, rank), metric_) != Verdict::inconclusive)
        return rank;
    }
    return 0;
  }

  /// An interval becomes narrower with the root of the number of pairs: how many make it clear the
  /// nearer edge of the threshold, if the estimate stays where it is.
  [[nodiscard]] std::optional<std::size_t> enough(const Judgement& judgement) const {
    const double at = std::log(judgement.ratio);
    const double half =
        std::max(std::log(judgement.interval->high) - at, at - std::log(judgement.interval->low));
    const double distance = std::fabs(std::fabs(at) - std::log1p(*metric_.threshold));
    const double share = half / distance;
    const double pairs = std::ceil(static_cast<double>(judgement.pairs) * share * share);
    if (!(pairs <= static_cast<double>(measures::observations_max))) return std::nullopt;
    return std::max(static_cast<std::size_t>(pairs), judgement.pairs + 1);
  }

  const Metric& metric_;
  std::vector<double> ratios_;
  std::size_t least_rank_ = 0;
};

}  // namespace

std::string_view verdict_word(Verdict verdict) {
  switch (verdict) {
    case Verdict::regression:
      return "regression";
    case Verdict::improved:
      return "improved";
    case Verdict::equivalent:
      return "equivalent";
    case Verdict::inconclusive:
      return "inconclusive";
    case Verdict::shown:
      break;
  }
  return "shown";
}

std::vector<Judgement> judge(std::span<const Series> family, double chance) {
  const std::vector<Candidate> candidates(family.begin(), family.end());
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    if (candidates[i].is_judged()) order.push_back(i);
  }
  std::ranges::sort(
      order, {}, [&](std::size_t i) { return std::pair(candidates[i].least_chance(), i); });

  std::vector<Judgement> judgements(candidates.size());
  for (std::size_t i = 0; i < candidates.size(); ++i)
    if (!candidates[i].is_judged()) judgements[i] = candidates[i].at(chance);
  std::size_t left = order.size();
  for (const std::size_t i : order) {
    const double share = chance / static_cast<double>(left);
    judgements[i] = candidates[i].at(share);
    // From the first that is not clear on, the chance is divided no less.
    if (judgements[i].verdict != Verdict::inconclusive) --left;
  }
  return judgements;
}

Judgement judge_exactly(const Series& series) {
  const std::vector<double> ratios = sorted_ratios(series);
  Judgement judgement{.pairs = ratios.size()};
  if (ratios.empty()) return judgement;
  judgement.ratio = measures::median_ratio(ratios);
  if (series.metric.threshold)
    judgement.verdict =
        verdict_of({.low = judgement.ratio, .high = judgement.ratio}, series.metric);
  return judgement;
}

std::size_t pairs_needed(std::size_t judged, double chance) {
  return measures::observations_needed(chance /
                                       static_cast<double>(std::max<std::size_t>(judged, 1)));
}

}  // namespace ripcord::compare
