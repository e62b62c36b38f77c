#include "harness/cli/commands.hpp"
#include "harness/cli/explore_output.hpp"
#include "harness/cli/interrupt.hpp"
#include "harness/cli/machine.hpp"
#include "harness/cli/past.hpp"
#include "harness/cli/rehearsal.hpp"
#include "harness/cli/searched_scenario.hpp"
#include "harness/cli/status_line.hpp"
#include "harness/explore/explorer.hpp"
#include "harness/explore/menu.hpp"
#include "harness/explore/replay_file.hpp"
#include "harness/report/exploration_text.hpp"
#include "harness/report/folder.hpp"
#include "harness/report/result_document.hpp"

#include <fmt/format.h>

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <limits>
#include <utility>

namespace ripcord::cli {
namespace {

using Clock = std::chrono::steady_clock;

/// Random schedules where nobody says how many runs: enough to meet what no two faults do.
constexpr std::uint64_t random_runs = 1'000;
/// How often the status line is written anew.
constexpr Duration progress_period = std::chrono::milliseconds(200);

/// The kind that nobody knows among those that were asked for; empty if all are known.
std::string unknown_kind(const ExploreOptions& options, const Program& program) {
  const auto knows = [&](const std::string& name) {
    const auto is_called = [&](const shim::Kind* kind) { return kind->name == name; };
    return std::ranges::any_of(program.vocabulary->faults, is_called) ||
           std::ranges::any_of(program.vocabulary->actions, is_called);
  };
  const auto unknown = std::ranges::find_if_not(options.kinds, knows);
  return unknown == options.kinds.end() ? std::string() : *unknown;
}

/// Where the kinds of the catalogue would have to work.
shim::Places place_of(const SearchedScenario& searched) {
  if (!searched.is_live()) return shim::in_sim;
  return searched.subject->venue().name() == "local" ? shim::on_local : shim::on_tcp;
}

ExitCode list_points(const SearchedScenario& searched, Console& console) {
  announce(searched, console);
  const explore::Trial clean = searched.trials().play({});
  if (!clean.is_judged) return fail(console, "explore", ExitCode::environment, clean.why);
  for (const explore::Reached& reached : clean.survey.reached)
    console.out << explore::text(explore::point_of(reached, clean.log())) << '\n';
  if (clean.ending.outcome == world::Outcome::completed) return ExitCode::as_expected;
  return fail(
      console,
      "explore",
      ExitCode::environment,
      "its workload does not complete without faults: what a whole run comes to is not known");
}

/// Explores one scenario and leaves what came of it.
class Expedition {
 public:
  Expedition(const ExploreOptions& options,
             const std::vector<std::string>& argv,
             const SearchedScenario& searched,
             const Program& program,
             Console& console)
      : options_(options),
        argv_(argv),
        searched_(searched),
        program_(program),
        console_(console),
        status_(console.err),
        shows_status_(::isatty(STDERR_FILENO) == 1 && console.audience == Audience::person),
        trials_(searched.trials(options.keeps_faults ? searched.scenario.rules
                                                     : std::vector<shim::RuleSpec>{})),
        menu_(searched.scenario, options.kinds, place_of(searched)),
        confirmation_([this](const explore::Schedule& schedule) {
          return trials_.play(schedule).violations;
        }) {}

  ExitCode go() {
    if (!searched_.programs.empty()) {
      ExitCode code = ExitCode::as_expected;
      onlooker_ = rehearsed(searched_, trials_, "explore", console_, code);
      if (!onlooker_) return code;
      trials_.admit(*onlooker_);
    }
    auto folder = open_folder();
    if (!folder) return fail(console_, "explore", ExitCode::environment, folder.error().text);
    const Interrupt interrupt;
    explore::Explorer explorer(trials_, menu_, reach(interrupt));
    const explore::Exploration exploration = explorer.explore();
    status_.clear();
    if (!exploration.clean_problem.empty())
      return fail(console_, "explore", ExitCode::environment, exploration.clean_problem);
    const auto written = write(*folder, exploration);
    if (!written) return fail(console_, "explore", ExitCode::environment, written.error().text);
    std::ostream& out = options_.format == Format::text ? console_.out : console_.err;
    out << "report in " << folder->path() << ": result.json\n";
    if (!exploration.clean_violations.empty())
      fail(console_, "explore", ExitCode::failed, "without any fault it breaks a promise already");
    return graver(code_of(exploration), interrupt.signalled().value_or(ExitCode::as_expected));
  }

 private:
  [[nodiscard]] boost::system::result<report::RunFolder, report::WriteError> open_folder() const {
    if (!options_.out.empty()) return report::RunFolder::open(options_.out);
    const std::string name = std::filesystem::path(options_.path).stem();
    return report::RunFolder::create_in(runs_folder,
                                        fmt::format("{}-{}", utc_label(started_), name));
  }

  [[nodiscard]] explore::Reach reach(const Interrupt& interrupt) {
    explore::Reach reach{.depth = options_.depth,
                         .threads = options_.jobs,
                         .part = options_.shard.index,
                         .parts = options_.shard.count};
    if (options_.runs) reach.runs = *options_.runs;
    const bool is_bounded = options_.runs || options_.budget;
    reach.random_runs = is_bounded ? reach.runs : random_runs;
    if (searched_.is_live()) {
      reach.random_runs = 0;
      reach.confirmation = &confirmation_;
    }
    const std::optional<Duration> budget = options_.budget;
    reach.is_over = [this, &interrupt, budget, reach, start = Clock::now()](
                        const explore::Exploration& exploration) {
      const Duration past = Clock::now() - start;
      if (shows_status_) show_status(exploration, reach, past);
      return interrupt.signalled() || (budget && past >= *budget);
    };
    return reach;
  }

  /// What is left is known of the levels that have begun, and of random runs that have an end.
  void show_status(const explore::Exploration& exploration,
                   const explore::Reach& reach,
                   Duration past) {
    if (past < next_status_) return;
    next_status_ = past + progress_period;
    const bool is_endless = reach.random_runs == std::numeric_limits<std::uint64_t>::max();
    std::uint64_t planned = 1 + (is_endless ? 0 : reach.random_runs);
    for (const explore::Level& level : exploration.levels) planned += level.planned;
    planned = std::max(std::min(planned, reach.runs), exploration.runs);
    const double rate = static_cast<double>(exploration.runs) / seconds(past);
    double left = static_cast<double>(planned - exploration.runs) / rate;
    if (options_.budget) {
      const double allowed = seconds(*options_.budget - past);
      left = is_endless ? allowed : std::min(left, allowed);
    }
    status_.show(fmt::format("{} of {} runs, {} violations, {:.0f} runs/s, {:.0f} s left",
                             exploration.runs,
                             planned,
                             exploration.findings.all().size(),
                             rate,
                             left));
  }

  /// Never 0: rates are made of it.
  static double seconds(Duration duration) {
    return std::max(std::chrono::duration<double>(duration).count(), 1e-9);
  }

  boost::system::result<void, report::WriteError> write(const report::RunFolder& folder,
                                                        const explore::Exploration& exploration) {
    std::vector<std::string> replays;
    for (const explore::Finding& finding : exploration.findings.all()) {
      replays.push_back(fmt::format(
          "replays/{}{}-{}.json", part_prefix(), replays.size() + 1, finding.violation.oracle));
      if (auto written = folder.write(replays.back(), explore::text(replay_of(finding))); !written)
        return written;
    }
    report::ExplorationRecord record = record_of(this_heading(), exploration, replays);
    if (searched_.is_live()) {
      add_confirmation(confirmation_, record);
      if (auto written = write_doubtful(folder, record); !written) return written;
    }
    if (options_.format == Format::text)
      console_.out << report::exploration_text(record, console_.out_colours);
    report::ResultDocument document({.tool = program_.tool,
                                     .host = this_host(),
                                     .argv = argv_,
                                     .started = utc_text(started_),
                                     .planned = record.planned()});
    document.add(std::move(record));
    const std::string text = document.text(
        exploration.is_complete() ? report::Progress::complete : report::Progress::incomplete);
    if (options_.format == Format::json) console_.out << text;
    return folder.write("result.json", text);
  }

  /// The replays of what was not confirmed.
  boost::system::result<void, report::WriteError> write_doubtful(
      const report::RunFolder& folder, report::ExplorationRecord& record) const {
    for (std::size_t i = 0; i < confirmation_.doubtful().size(); ++i) {
      const explore::Ballot& ballot = confirmation_.doubtful()[i];
      record.doubtful[i].replay = fmt::format(
          "replays/{}doubtful-{}-{}.json", part_prefix(), i + 1, ballot.violation.oracle);
      const explore::Replay replay =
          replay_of({.violation = ballot.violation, .schedule = ballot.schedule});
      if (auto written = folder.write(record.doubtful[i].replay, explore::text(replay)); !written)
        return written;
    }
    return {};
  }

  /// Parts of one exploration can be put into one folder.
  [[nodiscard]] std::string part_prefix() const {
    const Shard& shard = options_.shard;
    return shard.count == 1 ? std::string() : fmt::format("{}of{}-", shard.index, shard.count);
  }

  [[nodiscard]] ExploreHeading this_heading() const {
    return {.scenario = options_.path,
            .variant = searched_.scenario.variant,
            .against = reference_name(),
            .transport = real_transport(),
            .digest = searched_.scenario.digest,
            .seed = searched_.subject->seed(),
            .depth = options_.depth,
            .kinds = options_.kinds,
            .part = options_.shard.index,
            .part_count = options_.shard.count,
            .left_out = menu_.left_out(),
            .lies = menu_.lies().all()};
  }

  [[nodiscard]] std::string reference_name() const {
    return searched_.reference ? searched_.reference->scenario().variant : std::string();
  }

  /// Empty = none.
  [[nodiscard]] std::string real_transport() const {
    return searched_.is_live() ? std::string(searched_.subject->venue().name()) : std::string();
  }

  [[nodiscard]] explore::Replay replay_of(const explore::Finding& finding) const {
    explore::Replay replay = unplayed(finding);
    // In real time no two traces are the same.
    if (searched_.is_live()) return replay;
    const explore::Trial trial = trials_.play(finding.schedule);
    replay.trace_hash = trial.trace_hash;
    replay.marks = explore::marks_of(trial.log());
    return replay;
  }

  [[nodiscard]] explore::Replay unplayed(const explore::Finding& finding) const {
    return {.ripcord = fmt::format("{} ({})", program_.tool.version, program_.tool.commit),
            .scenario = options_.path,
            .digest = searched_.scenario.digest,
            .variant = searched_.scenario.variant,
            .against = reference_name(),
            .settings = options_.settings,
            .transport = real_transport(),
            .seed = searched_.subject->seed(),
            .choices = finding.schedule,
            .oracle = finding.violation.oracle,
            .signature = finding.violation.signature};
  }

  [[nodiscard]] ExitCode code_of(const explore::Exploration& exploration) const {
    if (!exploration.findings.all().empty()) return ExitCode::failed;
    const bool short_of = options_.strictness == Strictness::strict && !exploration.is_complete();
    return short_of ? ExitCode::inconclusive : ExitCode::as_expected;
  }

  const ExploreOptions& options_;
  const std::vector<std::string>& argv_;
  const SearchedScenario& searched_;
  const Program& program_;
  Console& console_;
  StatusLine status_;
  bool shows_status_;
  Duration next_status_{};
  std::chrono::system_clock::time_point started_ = std::chrono::system_clock::now();
  explore::Trials trials_;
  explore::Menu menu_;
  /// Of what broke in real time.
  explore::Confirmation confirmation_;
  std::optional<explore::Onlooker> onlooker_;
};

}  // namespace

ExitCode explore_command(const ExploreOptions& options,
                         const std::vector<std::string>& argv,
                         const Program& program,
                         Console& console) {
  if (const std::string kind = unknown_kind(options, program); !kind.empty())
    return fail(
        console, "explore", ExitCode::invalid, fmt::format("--kinds: there is no kind `{}`", kind));
  const SearchWish wish{.path = options.path,
                        .settings = options.settings,
                        .variant = options.variant,
                        .against = options.against,
                        .transport = options.transport,
                        .real = options.is_live,
                        .seed = options.seed};
  ExitCode code = ExitCode::as_expected;
  const std::optional<SearchedScenario> searched =
      searched_scenario(wish, "explore", program, console, code);
  if (!searched) return code;
  if (searched->is_live() && options.depth > 1)
    return fail(console,
                "explore",
                ExitCode::invalid,
                "--depth: several faults in one run are for sim, where runs take no time");
  if (options.exploring == Exploring::points) return list_points(*searched, console);
  return Expedition(options, argv, *searched, program, console).go();
}

}  // namespace ripcord::cli
