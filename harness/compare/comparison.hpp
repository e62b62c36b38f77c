#pragma once

#include "harness/compare/judgement.hpp"
#include "harness/compare/metric.hpp"
#include "harness/compare/standing.hpp"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace ripcord::compare {

/// What one launch, or one play, came to.
struct Trial {
  Standing standing = Standing::completed;
  /// How it ended, in words: `completed`, `failed, BackupRead of pub.edb: error 258`.
  std::string ending;
  /// By the metric's name. What takes time is only there if the standing is `completed`: who gives
  /// up early is not fast.
  std::map<std::string, double> values;
};

/// Trials of both sides; the i-th of both are a pair.
struct Trials {
  std::vector<Trial> a;
  std::vector<Trial> b;
};

/// Everything that was tried of one scenario, or of one pair of commands.
struct Contest {
  std::string name;
  /// What is special about it: `without faults`; empty = nothing.
  std::string condition;
  /// Each is the same every time: pairs are seeds. Empty where time is real.
  Trials exact;
  /// Pairs are launches.
  Trials sampled;
};

/// What one side came to.
struct Spread {
  double low = 0;
  double median = 0;
  double high = 0;

  friend bool operator==(const Spread&, const Spread&) = default;
};

struct Row {
  Metric metric;
  Evidence evidence = Evidence::sampled;
  /// None = no trial of that side has such a value.
  std::optional<Spread> a;
  std::optional<Spread> b;
  Judgement judgement;
};

/// One contest, judged.
struct Match {
  std::string name;
  std::string condition;
  /// The worst of each side, and how the first such trial ended.
  Standing a = Standing::completed;
  Standing b = Standing::completed;
  std::string a_ending;
  std::string b_ending;
  /// Whether things go wrong more, or less.
  Verdict standing = Verdict::equivalent;
  /// Exact ones first, then by name.
  std::vector<Row> rows;
};

struct Comparison {
  std::vector<Match> matches;
  /// How many metrics were judged by sampling, over which the chance of being wrong is spread.
  std::size_t family = 0;
  double chance = usual_chance;
};

/// Judges all contests as one family. `own` are the metrics that users define, by name.
[[nodiscard]] Comparison compare(std::span<const Contest> contests,
                                 const Thresholds& thresholds,
                                 const std::map<std::string, Metric>& own = {},
                                 double chance = usual_chance);

/// The gravest of all verdicts: regression, inconclusive, improved, equivalent.
[[nodiscard]] Verdict overall(const Comparison& comparison);

/// Metrics with a threshold that are sampled in `contests`: the size of their family.
[[nodiscard]] std::size_t judged_metrics(std::span<const Contest> contests,
                                         const Thresholds& thresholds,
                                         const std::map<std::string, Metric>& own = {});

}  // namespace ripcord::compare
