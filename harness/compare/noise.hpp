#pragma once

#include "harness/compare/comparison.hpp"

#include <string>
#include <vector>

namespace ripcord::compare {

/// What a comparison of something with itself tells of this machine.
struct Noise {
  Metric metric;
  /// How far from 1 the median ratio was, as a share: no difference of that size means anything.
  double floor = 0;
  /// The least true difference that would have been called, as a share: the width of the interval
  /// beyond the threshold. None = not at any, with so few pairs.
  std::optional<double> detectable;
};

/// By match and row, of what is sampled and judged.
[[nodiscard]] std::vector<Noise> noise_of(const Match& match);

}  // namespace ripcord::compare
