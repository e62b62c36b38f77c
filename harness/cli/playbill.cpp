#include "harness/cli/playbill.hpp"

#include "harness/cli/foreign_programs.hpp"
#include "harness/cli/library.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <utility>

namespace ripcord::cli {
namespace {

constexpr std::uint64_t runs_max = std::numeric_limits<std::uint64_t>::max();

/// How many seeds there are, but for the one that a full range has too many.
std::uint64_t count_of(const SeedRange& seeds) {
  const std::uint64_t between = seeds.high - seeds.low;
  return between == runs_max ? runs_max : between + 1;
}

/// The seeds that a scenario is played with where nobody says otherwise. A live run takes
/// latencies, sizes of reads and the order of things from the machine, in real time: more seeds of
/// it are asked for.
SeedRange seeds_of(const scenario::ResolvedScenario& scenario, const stage::Venue& venue) {
  return {scenario.seeds.low, venue.deterministic() ? scenario.seeds.high : scenario.seeds.low};
}

}  // namespace

Playbill::Playbill(const std::vector<Candidate>& candidates,
                   const std::optional<SeedRange>& seeds,
                   const Program& program) {
  for (const Candidate& candidate : candidates) add(candidate, seeds, program);
  scenario::sort_and_unique(diagnostics_);
}

void Playbill::add(const Candidate& candidate,
                   const std::optional<SeedRange>& seeds,
                   const Program& program) {
  const stage::Venue* const venue = program.venue(candidate.subject.transport);
  if (venue == nullptr) {
    not_in_build_.push_back(fmt::format("{}: transport {} is not in this build",
                                        report::title(candidate.subject),
                                        candidate.subject.transport));
    return;
  }
  for (const std::string& requirement : candidate.title->scenario.requirements()) {
    // To look for a program may mean to start one: once is enough.
    const auto [known, is_new] = lacks_.try_emplace(requirement);
    if (is_new) known->second = lack_of(requirement);
    if (!known->second.empty())
      missing_.push_back(
          fmt::format("{} needs {}", report::title(candidate.subject), known->second));
  }
  auto resolved = candidate.title->scenario.resolve(candidate.choice);
  if (!resolved) {
    const scenario::Diagnostics wrong = resolved.error();
    diagnostics_.insert(diagnostics_.end(), wrong.begin(), wrong.end());
    return;
  }
  Performance performance{.subject = candidate.subject,
                          .venue = venue,
                          .seeds = seeds.value_or(seeds_of(*resolved, *venue))};
  if (!seeds) {
    const SeedRange own{resolved->seeds.low, resolved->seeds.high};
    const std::uint64_t rest = count_of(own) - count_of(performance.seeds);
    if (rest > 0) left_out_[candidate.subject.transport] += rest;
  }
  performance.subject.digest = resolved->digest;
  performance.subject.deterministic = venue->deterministic();
  const scenario::Environment environment = this_environment();
  auto production = run::Production::prepare(*std::move(resolved), *program.cast, environment);
  if (!production) {
    const std::vector<scenario::Diagnostic>& wrong = production.error().diagnostics;
    diagnostics_.insert(diagnostics_.end(), wrong.begin(), wrong.end());
    return;
  }
  performance.production = *std::move(production);
  const ForeignPrograms programs(performance.production->scenario(), environment);
  for (const std::string& why : programs.missing())
    missing_.push_back(fmt::format("{}: {}", report::title(candidate.subject), why));
  for (const std::string& line : programs.lines()) {
    if (std::ranges::find(programs_, line) == programs_.end()) programs_.push_back(line);
  }
  secrets_.add(programs.secrets());
  for (std::string& word : performance.subject.options) word = secrets_.masked(word);
  performances_.push_back(std::move(performance));
}

std::vector<std::string> Playbill::left_out() const {
  std::vector<std::string> lines;
  for (const auto& [transport, count] : left_out_) {
    lines.push_back(
        fmt::format("{} seeds are left out on {}: a run in real time takes its scenario's first; "
                    "--seeds A..B plays all of A..B",
                    count,
                    transport));
  }
  return lines;
}

ExitCode Playbill::print_problems(Console& console) const {
  for (const std::string& text : missing_) console.err << "ripcord: " << text << '\n';
  for (const std::string& text : not_in_build_) console.err << "ripcord: " << text << '\n';
  print_diagnostics(diagnostics_, console);
  if (!missing_.empty()) return ExitCode::environment;
  return not_in_build_.empty() && diagnostics_.empty() ? ExitCode::as_expected : ExitCode::invalid;
}

std::uint64_t Playbill::runs() const {
  std::uint64_t sum = 0;
  for (const Performance& performance : performances_) {
    const std::uint64_t count = count_of(performance.seeds);
    sum = sum > runs_max - count ? runs_max : sum + count;
  }
  return sum;
}

std::vector<PlannedRun> RunQueue::take(std::size_t count) {
  std::vector<PlannedRun> runs;
  while (runs.size() < count && performance_ < playbill_.performances().size()) {
    const Performance& performance = playbill_.performances()[performance_];
    const std::uint64_t seed = performance.seeds.low + offset_;
    const bool represents = offset_ == 0 && repetitions_ == 0 && performance_ < representatives_;
    runs.push_back({.performance = &performance,
                    .job = {.production = performance.production.get(),
                            .venue = performance.venue,
                            .seed = seed,
                            .repetition = ++repetitions_,
                            .keep = represents ? std::optional(run::Keep::all) : std::nullopt}});
    if (repetitions_ < repeat_) continue;
    repetitions_ = 0;
    ++offset_;
    if (seed == performance.seeds.high) {
      ++performance_;
      offset_ = 0;
    }
  }
  return runs;
}

}  // namespace ripcord::cli
