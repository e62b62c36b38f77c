#include "harness/compare/noise.hpp"

#include <algorithm>

namespace ripcord::compare {

std::vector<Noise> noise_of(const Match& match) {
  std::vector<Noise> all;
  for (const Row& row : match.rows) {
    if (row.evidence == Evidence::exact || !row.metric.threshold) continue;
    const double ratio = row.judgement.ratio;
    Noise noise{.metric = row.metric, .floor = std::max(ratio, 1 / ratio) - 1};
    if (row.judgement.interval) {
      // A true factor moves the whole interval; it is called once the near end passes the
      // threshold.
      const double limit = 1 + *row.metric.threshold;
      const double slower = limit / row.judgement.interval->low;
      const double faster = row.judgement.interval->high * limit;
      noise.detectable = std::max(slower, faster) - 1;
    }
    all.push_back(noise);
  }
  return all;
}

}  // namespace ripcord::compare
