#include "harness/compare/comparison.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace ripcord::compare {
namespace {

using Own = std::map<std::string, Metric>;

class Metrics {
 public:
  Metrics(const Thresholds& thresholds, const Own& own) : thresholds_(thresholds), own_(own) {}

  [[nodiscard]] Metric named(const std::string& name, Evidence evidence) const {
    const auto found = own_.find(name);
    Metric metric = found != own_.end() ? found->second : metric_named(name);
    // Another variant draws other latencies: in sim the time of the whole says more than that of a
    // single answer.
    if (evidence == Evidence::exact && name.starts_with("response_")) metric.threshold.reset();
    for (const std::string& key : {name.substr(0, name.find('(')), name}) {
      if (const auto limit = thresholds_.find(key); limit != thresholds_.end())
        metric.threshold = limit->second;
    }
    return metric;
  }

 private:
  const Thresholds& thresholds_;
  const Own& own_;
};

std::set<std::string> names_in(const Trials& trials) {
  std::set<std::string> names;
  for (const std::vector<Trial>* side : {&trials.a, &trials.b}) {
    for (const Trial& trial : *side)
      for (const auto& [name, value] : trial.values) names.insert(name);
  }
  return names;
}

/// The values that both of a pair have.
Series series_of(const Trials& trials, Metric metric) {
  Series series{.metric = std::move(metric)};
  const std::size_t pairs = std::min(trials.a.size(), trials.b.size());
  for (std::size_t i = 0; i < pairs; ++i) {
    const auto a = trials.a[i].values.find(series.metric.name);
    const auto b = trials.b[i].values.find(series.metric.name);
    if (a == trials.a[i].values.end() || b == trials.b[i].values.end()) continue;
    series.a.push_back(a->second);
    series.b.push_back(b->second);
  }
  return series;
}

std::optional<Spread> spread_of(const std::vector<Trial>& side, const std::string& name) {
  std::vector<double> values;
  for (const Trial& trial : side) {
    if (const auto found = trial.values.find(name); found != trial.values.end())
      values.push_back(found->second);
  }
  if (values.empty()) return std::nullopt;
  std::ranges::sort(values);
  const std::size_t middle = values.size() / 2;
  const double median = (values[middle] + values[(values.size() - 1) / 2]) / 2;
  return Spread{.low = values.front(), .median = median, .high = values.back()};
}

const Trial* worst_of(const std::vector<Trial>& exact, const std::vector<Trial>& sampled) {
  const Trial* worst = nullptr;
  for (const std::vector<Trial>* trials : {&exact, &sampled}) {
    for (const Trial& trial : *trials)
      if (worst == nullptr || trial.standing > worst->standing) worst = &trial;
  }
  return worst;
}

std::vector<StandingPair> standings_of(const Trials& trials) {
  std::vector<StandingPair> pairs;
  for (std::size_t i = 0; i < std::min(trials.a.size(), trials.b.size()); ++i)
    pairs.push_back({.a = trials.a[i].standing, .b = trials.b[i].standing});
  return pairs;
}

Verdict graver(Verdict a, Verdict b) {
  constexpr std::array gravest{
      Verdict::regression, Verdict::inconclusive, Verdict::improved, Verdict::equivalent};
  for (const Verdict verdict : gravest)
    if (a == verdict || b == verdict) return verdict;
  return Verdict::shown;
}

/// A match with its exact rows judged, and rows for what is sampled.
Match begin_match(const Contest& contest, const Metrics& metrics, double chance) {
  Match match{.name = contest.name, .condition = contest.condition};
  if (const Trial* const worst = worst_of(contest.exact.a, contest.sampled.a)) {
    match.a = worst->standing;
    match.a_ending = worst->ending;
  }
  if (const Trial* const worst = worst_of(contest.exact.b, contest.sampled.b)) {
    match.b = worst->standing;
    match.b_ending = worst->ending;
  }
  match.standing =
      graver(judge_standings(standings_of(contest.exact), Evidence::exact, chance),
             judge_standings(standings_of(contest.sampled), Evidence::sampled, chance));
  for (const auto& [trials, evidence] : {std::pair{&contest.exact, Evidence::exact},
                                         std::pair{&contest.sampled, Evidence::sampled}}) {
    for (const std::string& name : names_in(*trials)) {
      Row row{.metric = metrics.named(name, evidence),
              .evidence = evidence,
              .a = spread_of(trials->a, name),
              .b = spread_of(trials->b, name)};
      if (evidence == Evidence::exact)
        row.judgement = judge_exactly(series_of(*trials, row.metric));
      match.rows.push_back(std::move(row));
    }
  }
  return match;
}

}  // namespace

Comparison compare(std::span<const Contest> contests,
                   const Thresholds& thresholds,
                   const Own& own,
                   double chance) {
  const Metrics metrics(thresholds, own);
  Comparison comparison{.chance = chance};
  std::vector<Series> family;
  for (const Contest& contest : contests) {
    comparison.matches.push_back(begin_match(contest, metrics, chance));
    for (const Row& row : comparison.matches.back().rows) {
      if (row.evidence == Evidence::sampled)
        family.push_back(series_of(contest.sampled, row.metric));
    }
  }
  comparison.family = static_cast<std::size_t>(std::ranges::count_if(
      family, [](const Series& series) { return series.metric.threshold && !series.a.empty(); }));

  std::vector<Judgement> judgements = judge(family, chance);
  std::size_t next = 0;
  for (Match& match : comparison.matches) {
    for (Row& row : match.rows)
      if (row.evidence == Evidence::sampled) row.judgement = judgements[next++];
  }
  return comparison;
}

Verdict overall(const Comparison& comparison) {
  Verdict verdict = Verdict::equivalent;
  for (const Match& match : comparison.matches) {
    verdict = graver(verdict, match.standing);
    for (const Row& row : match.rows) verdict = graver(verdict, row.judgement.verdict);
  }
  return verdict;
}

std::size_t judged_metrics(std::span<const Contest> contests,
                           const Thresholds& thresholds,
                           const Own& own) {
  const Metrics metrics(thresholds, own);
  std::size_t count = 0;
  for (const Contest& contest : contests) {
    for (const std::string& name : names_in(contest.sampled))
      if (metrics.named(name, Evidence::sampled).threshold) ++count;
  }
  return count;
}

}  // namespace ripcord::compare
