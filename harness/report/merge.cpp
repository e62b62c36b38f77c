#include "harness/report/merge.hpp"

#include "transports/base/assert.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <iterator>
#include <map>
#include <tuple>
#include <utility>

namespace ripcord::report {
namespace {

using Sweep = StoredReport::Sweep;
using Run = StoredReport::Run;

Part part_of(const Heading& heading) {
  return {
      .tool = heading.tool, .host = heading.host, .argv = heading.argv, .started = heading.started};
}

auto order(const Part& part) {
  return std::tie(part.started,
                  part.argv,
                  part.tool.version,
                  part.tool.commit,
                  part.tool.compiler,
                  part.tool.build,
                  part.host.system,
                  part.host.machine,
                  part.host.cores);
}

/// What no part has: they agree on all that was left out before their selection was parted.
NotSelected not_selected(const std::vector<StoredReport>& reports) {
  std::map<std::string, std::uint64_t> most;
  for (const StoredReport& report : reports) {
    for (const NotSelected::Reason& reason : report.heading.not_selected.reasons)
      most[reason.reason] = std::max(most[reason.reason], reason.count);
  }
  NotSelected rest;
  for (const auto& [reason, count] : most)
    rest.reasons.push_back({.reason = reason, .count = count});
  return rest;
}

Heading heading_of(const std::vector<StoredReport>& reports) {
  std::vector<Part> parts;
  Heading heading;
  for (const StoredReport& report : reports) {
    heading.planned += report.heading.planned;
    const std::vector<Part>& own = report.heading.parts;
    parts.insert(parts.end(), own.begin(), own.end());
    if (own.empty()) parts.push_back(part_of(report.heading));
  }
  std::ranges::sort(parts, [](const Part& a, const Part& b) { return order(a) < order(b); });
  heading.tool = parts.front().tool;
  heading.host = parts.front().host;
  heading.argv = parts.front().argv;
  heading.started = parts.front().started;
  heading.parts = std::move(parts);
  heading.not_selected = not_selected(reports);
  return heading;
}

bool comes_before(const Sweep& a, const Sweep& b) {
  const std::filesystem::path left(a.subject.file);
  const std::filesystem::path right(b.subject.file);
  if (left != right) return left < right;
  return std::tie(a.subject.variant, a.subject.transport) <
         std::tie(b.subject.variant, b.subject.transport);
}

/// Adds the runs of `more`, of the same subject, to `sweep`; returns what stands against it.
std::string unite(Sweep& sweep, Sweep more) {
  const std::string name = title(sweep.subject);
  if (sweep.subject.digest != more.subject.digest)
    return fmt::format("{} was not the same scenario in all of them", name);
  if (sweep.sums || more.sums)
    return fmt::format("{} is in several of them, and not all of its runs are listed", name);
  std::ranges::move(more.runs, std::back_inserter(sweep.runs));
  const auto place = [](const Run& run) {
    return std::tie(run.result.seed, run.result.repetition);
  };
  std::ranges::sort(sweep.runs, [&](const Run& a, const Run& b) { return place(a) < place(b); });
  const auto twice = std::ranges::adjacent_find(
      sweep.runs, [&](const Run& a, const Run& b) { return place(a) == place(b); });
  if (twice == sweep.runs.end()) return {};
  std::array<std::string, 2> folders{twice->folder, std::next(twice)->folder};
  std::ranges::sort(folders);
  return fmt::format("{} is in {} and in {}",
                     run_id(sweep.subject, twice->result.seed, twice->result.repetition),
                     folders[0],
                     folders[1]);
}

std::uint64_t planned_of(const std::vector<ExplorationRecord>& explorations) {
  std::uint64_t sum = 0;
  for (const ExplorationRecord& exploration : explorations) sum += exploration.planned();
  return sum;
}

std::uint64_t runs_of(const std::vector<Sweep>& sweeps) {
  std::uint64_t sum = 0;
  for (const Sweep& sweep : sweeps) sum += sweep.sums ? sweep.sums->counts.runs : sweep.runs.size();
  return sum;
}

/// Whether it was ended early. What an exploration lacks, other parts may have.
bool lacks_runs(const StoredReport& report) {
  if (report.progress == Progress::complete) return false;
  return report.explorations.empty() ||
         runs_of(report.sweeps) + planned_of(report.explorations) < report.heading.planned;
}

}  // namespace

boost::system::result<StoredReport, WriteError> merged(std::vector<StoredReport> reports) {
  RIPCORD_ASSERT(!reports.empty());
  if (reports.size() == 1) return std::move(reports.front());
  StoredReport sum{.heading = heading_of(reports)};
  std::vector<Sweep> sweeps;
  Coverage coverage;
  for (StoredReport& report : reports) {
    if (lacks_runs(report)) sum.progress = Progress::incomplete;
    if (report.annex)
      return WriteError("cannot put comparisons together: they have no runs in common");
    std::ranges::move(report.sweeps, std::back_inserter(sweeps));
    std::ranges::move(report.explorations, std::back_inserter(sum.explorations));
    std::ranges::move(report.replay_folders, std::back_inserter(sum.replay_folders));
    if (!report.coverage) continue;
    coverage.add(*report.coverage);
    sum.coverage.emplace();
  }
  if (sum.coverage) sum.coverage = coverage.cells();
  sum.heading.planned -= planned_of(sum.explorations);
  auto explorations = merged_by_scenario(std::move(sum.explorations));
  if (!explorations) return explorations.error();
  sum.explorations = *std::move(explorations);
  sum.heading.planned += planned_of(sum.explorations);
  if (!std::ranges::all_of(sum.explorations, &ExplorationRecord::is_complete))
    sum.progress = Progress::incomplete;
  std::ranges::sort(sum.replay_folders);
  std::ranges::sort(sweeps, comes_before);
  for (Sweep& sweep : sweeps) {
    const bool known =
        !sum.sweeps.empty() && subject_key(sum.sweeps.back().subject) == subject_key(sweep.subject);
    if (!known) {
      sum.sweeps.push_back(std::move(sweep));
      continue;
    }
    const std::string problem = unite(sum.sweeps.back(), std::move(sweep));
    if (!problem.empty()) return WriteError("cannot put the runs together: " + problem);
  }
  return sum;
}

}  // namespace ripcord::report
