// Parts of one exploration, put together.
#include "harness/report/exploration_record.hpp"
#include "transports/base/assert.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>
#include <utility>

namespace ripcord::report {
namespace {

using Record = ExplorationRecord;

bool is_of_the_same(const Record& a, const Record& b) {
  const auto what = [](const Record& record) {
    return std::tie(record.scenario,
                    record.variant,
                    record.against,
                    record.transport,
                    record.digest,
                    record.seed,
                    record.depth,
                    record.kinds,
                    record.part_count);
  };
  return what(a) == what(b);
}

void add(Record& sum, const Record::Level& level) {
  auto same = std::ranges::find(sum.levels, level.depth, &Record::Level::depth);
  if (same == sum.levels.end()) {
    sum.levels.push_back(level);
    return;
  }
  same->planned += level.planned;
  same->played += level.played;
  same->unjudged += level.unjudged;
  same->without_effect += level.without_effect;
  same->same_state += level.same_state;
  same->insensitive += level.insensitive;
  // Every part looks at the whole first level, of which it plays its share.
  same->represented = level.depth == 1 ? std::max(same->represented, level.represented)
                                       : same->represented + level.represented;
  same->beyond_limit += level.beyond_limit;
}

void add(Record& sum, const Record::Cell& cell) {
  const auto is_same = [&](const Record::Cell& other) {
    return other.kind == cell.kind && other.point == cell.point;
  };
  const auto same = std::ranges::find_if(sum.coverage, is_same);
  if (same == sum.coverage.end()) {
    sum.coverage.push_back(cell);
    return;
  }
  same->played += cell.played;
  same->struck += cell.struck;
  same->noticed += cell.noticed;
  same->violated += cell.violated;
}

void add(Record& sum, const Record::Finding& finding) {
  const auto same = std::ranges::find(sum.findings, finding.signature, &Record::Finding::signature);
  if (same == sum.findings.end()) {
    sum.findings.push_back(finding);
    return;
  }
  const std::uint64_t runs = same->runs + finding.runs;
  const auto size_and_text = [](const Record::Finding& one) {
    return std::tuple(one.choices.size(), one.choices, one.replay);
  };
  if (size_and_text(finding) < size_and_text(*same)) *same = finding;
  same->runs = runs;
}

void add(Record& sum, const Record& part) {
  sum.parts.insert(part.parts.begin(), part.parts.end());
  // The clean run is every part's first and is counted once.
  sum.runs += part.runs - 1;
  // Where the clean run is what failed, every part has it and nothing else.
  sum.failed_runs = std::min(sum.failed_runs + part.failed_runs, sum.runs);
  sum.random_runs += part.random_runs;
  sum.excused += part.excused;
  sum.behaviours.insert(part.behaviours.begin(), part.behaviours.end());
  sum.outcomes.insert(part.outcomes.begin(), part.outcomes.end());
  for (const Record::Level& level : part.levels) add(sum, level);
  for (const Record::Cell& cell : part.coverage) add(sum, cell);
  for (const Record::Finding& finding : part.findings) add(sum, finding);
  sum.doubtful.insert(sum.doubtful.end(), part.doubtful.begin(), part.doubtful.end());
  sum.doubtful_beyond_limit += part.doubtful_beyond_limit;
  sum.confirming_plays += part.confirming_plays;
  std::erase_if(sum.never_seen, [&](const std::string& event) {
    return std::ranges::find(part.never_seen, event) == part.never_seen.end();
  });
}

void put_in_order(Record& record) {
  std::ranges::sort(record.levels, {}, &Record::Level::depth);
  std::ranges::sort(record.coverage, {}, [](const Record::Cell& cell) {
    return std::pair(std::string_view(cell.kind), cell.point);
  });
  const auto size_and_name = [](const Record::Finding& finding) {
    return std::tuple(finding.choices.size(),
                      std::string_view(finding.signature),
                      std::string_view(finding.replay));
  };
  std::ranges::sort(record.findings, {}, size_and_name);
  std::ranges::sort(record.doubtful, {}, size_and_name);
}

}  // namespace

boost::system::result<ExplorationRecord, WriteError> merged(std::vector<ExplorationRecord> parts) {
  RIPCORD_ASSERT(!parts.empty());
  std::ranges::sort(parts, {}, [](const Record& part) { return *part.parts.begin(); });
  Record sum = std::move(parts.front());
  for (std::size_t i = 1; i < parts.size(); ++i) {
    const Record& part = parts[i];
    if (!is_of_the_same(sum, part))
      return WriteError(fmt::format(
          "{} [{}] was explored in different ways, or has changed", part.scenario, part.variant));
    for (const std::uint32_t number : part.parts) {
      if (sum.parts.contains(number))
        return WriteError(fmt::format(
            "part {} of {} of {} is there twice", number, part.part_count, part.scenario));
    }
    add(sum, part);
  }
  if (parts.size() > 1) put_in_order(sum);
  return sum;
}

boost::system::result<std::vector<ExplorationRecord>, WriteError> merged_by_scenario(
    std::vector<ExplorationRecord> records) {
  const auto what = [](const Record& record) {
    return std::tuple(record.scenario, record.variant, record.transport, record.seed, record.depth);
  };
  std::ranges::sort(records, [&](const Record& a, const Record& b) { return what(a) < what(b); });
  std::vector<Record> all;
  for (std::size_t first = 0; first < records.size();) {
    std::vector<Record> parts;
    const auto key = what(records[first]);
    while (first < records.size() && what(records[first]) == key) parts.push_back(records[first++]);
    auto whole = merged(std::move(parts));
    if (!whole) return whole.error();
    all.push_back(*std::move(whole));
  }
  return all;
}

}  // namespace ripcord::report
