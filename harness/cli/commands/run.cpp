#include "harness/cli/commands.hpp"
#include "harness/cli/foreign_programs.hpp"
#include "harness/cli/interrupt.hpp"
#include "harness/cli/kept_replay.hpp"
#include "harness/cli/machine.hpp"
#include "harness/cli/past.hpp"
#include "harness/cli/playbill.hpp"
#include "harness/cli/run_output.hpp"
#include "harness/cli/selection.hpp"
#include "harness/cli/shard_environment.hpp"
#include "harness/report/recorder.hpp"
#include "harness/report/run_journal.hpp"

#include <fmt/format.h>

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <filesystem>
#include <limits>
#include <memory>
#include <utility>

namespace ripcord::cli {
namespace {

using Clock = std::chrono::steady_clock;

// Without --keep: all of few runs, else enough failures to see what is wrong, and a run of each
// subject to see what it is about.
constexpr std::uint64_t keep_all_max = 64;
constexpr std::uint64_t keep_failures_max = 100;
// Runs that are planned ahead: a list of all of a sweep over millions of seeds would be its largest
// part.
constexpr std::size_t planned_max = 65'536;

// How often the status line changes, the first time when a sweep has shown itself to be a long one.
constexpr std::chrono::milliseconds status_period(500);

struct KeepPolicy {
  run::Keep keep = run::Keep::all;
  report::KeepLimit limit;
};

/// What is kept of `runs` runs, as wanted or, without a wish, by their number.
KeepPolicy plain_keep_policy(const std::optional<KeepRuns>& wanted, std::uint64_t runs) {
  if (!wanted && runs > keep_all_max)
    return {
        .keep = run::Keep::failures,
        .limit = {
            .runs_max = keep_failures_max, .failures_only = true, .representatives = keep_all_max}};
  switch (wanted.value_or(KeepRuns::all)) {
    case KeepRuns::all:
      return {.keep = run::Keep::all};
    case KeepRuns::failures:
      return {.keep = run::Keep::failures};
    case KeepRuns::none:
      break;
  }
  return {.keep = run::Keep::none, .limit = {.runs_max = 0}};
}

/// As above; a coverage is drawn from traces, so every run has one, but no more of them are
/// written.
KeepPolicy keep_policy(const RunOptions& options, std::uint64_t runs) {
  KeepPolicy policy = plain_keep_policy(options.keep, runs);
  if (options.covering == Covering::off) return policy;
  policy.limit.failures_only = policy.keep == run::Keep::failures;
  policy.limit.covers = true;
  policy.keep = run::Keep::all;
  return policy;
}

/// All runs of `playbill`, each `repeat` times; the largest number if there are more.
std::uint64_t planned_runs(const Playbill& playbill, std::uint32_t repeat) {
  constexpr std::uint64_t runs_max = std::numeric_limits<std::uint64_t>::max();
  return playbill.runs() > runs_max / repeat ? runs_max : playbill.runs() * repeat;
}

/// What a run folder is called after: the scenario if there is one, else the first path.
std::string label_of(const RunOptions& options, const Playbill& playbill) {
  const std::deque<Performance>& all = playbill.performances();
  const auto is_first = [&](const Performance& performance) {
    return performance.subject.scenario == all.front().subject.scenario;
  };
  if (std::ranges::all_of(all, is_first))
    return std::filesystem::path(all.front().subject.scenario).filename();
  const std::string name = std::filesystem::absolute(options.selection.paths.front() + "/")
                               .lexically_normal()
                               .parent_path()
                               .filename();
  return name.empty() ? "run" : name;
}

boost::system::result<report::RunFolder, report::WriteError> open_folder(const RunOptions& options,
                                                                         const std::string& label) {
  if (!options.out.empty()) return report::RunFolder::open(options.out);
  return report::RunFolder::create_in(runs_folder, label);
}

/// Has the logs of runs in real time on disk while they are made: nobody can play these again.
class Journals final : public run::LogFollowers {
 public:
  /// `folder` outlives it.
  explicit Journals(const report::RunFolder& folder) : folder_(folder) {}

  /// Says which runs the next jobs are.
  void expect(std::span<const PlannedRun> planned) { planned_ = planned; }

  std::unique_ptr<run::LogFollower> follow(std::size_t index) override {
    const PlannedRun& run = planned_[index];
    if (run.performance->venue->deterministic()) return nullptr;
    return std::make_unique<report::RunJournal>(
        folder_,
        run.performance->subject,
        report::RunJournal::Which{.seed = run.job.seed, .repetition = run.job.repetition});
  }

 private:
  const report::RunFolder& folder_;
  std::span<const PlannedRun> planned_;
};

/// Takes finished runs: records them, prints, and stops where that is wanted or nothing can be
/// written any more.
class RunObserver final : public run::SweepObserver {
 public:
  RunObserver(const RunOptions& options,
              report::Recorder& recorder,
              RunOutput& output,
              const Interrupt& interrupt,
              const Program& program)
      : options_(options),
        recorder_(recorder),
        output_(output),
        interrupt_(interrupt),
        program_(program) {}

  /// What the runs have taken until now.
  [[nodiscard]] report::Effort effort() const {
    return {.wall = Clock::now() - start_, .threads = options_.jobs};
  }

  /// Says which runs the next results are of.
  void expect(std::span<const PlannedRun> planned) { planned_ = planned; }

  bool finished(std::size_t index, run::RunResult result) override {
    const Performance& played = *planned_[index].performance;
    std::string replay;
    if (recorder_.keeps_failure(result))
      replay = kept_replay(played.subject, *played.production, result, program_);
    const auto added = recorder_.add(played.subject, result, replay);
    if (!added) error_ = added.error().text;
    if (recorder_.has_enough()) enough_ = true;
    output_.progress(recorder_.document());
    if (output_.shows_status()) show_status();
    const bool failed = result.verdict != run::Verdict::passed;
    stopped_ = stopped_ || !added || interrupt_.signalled() ||
               (failed && options_.after_failure == AfterFailure::stop);
    return !stopped_;
  }

  [[nodiscard]] bool stopped() const { return stopped_; }
  /// Whether more traces would not be kept.
  [[nodiscard]] const std::atomic<bool>& enough() const { return enough_; }
  /// Why nothing can be written; empty if all was.
  [[nodiscard]] const std::string& error() const { return error_; }

 private:
  void show_status() {
    const Clock::time_point now = Clock::now();
    if (now < next_status_) return;
    next_status_ = now + status_period;
    output_.status(recorder_.document(), effort());
  }

  const RunOptions& options_;
  report::Recorder& recorder_;
  RunOutput& output_;
  const Interrupt& interrupt_;
  const Program& program_;
  std::span<const PlannedRun> planned_;
  Clock::time_point start_ = Clock::now();
  Clock::time_point next_status_ = start_ + status_period;
  bool stopped_ = false;
  std::atomic<bool> enough_ = false;
  std::string error_;
};

/// Plays all that `playbill` has, as `wanted`, or until `observer` has seen enough.
void play(const Playbill& playbill,
          const RunOptions& wanted,
          run::SweepOptions options,
          Journals& journals,
          RunObserver& observer) {
  if (options.keep != run::Keep::none) options.followers = &journals;
  options.enough = &observer.enough();
  RunQueue queue(playbill, wanted.repeat, wanted.keep ? 0 : keep_all_max);
  std::vector<PlannedRun> planned = queue.take(planned_max);
  while (!planned.empty() && !observer.stopped()) {
    std::vector<run::Job> jobs;
    jobs.reserve(planned.size());
    std::ranges::transform(planned, std::back_inserter(jobs), &PlannedRun::job);
    observer.expect(planned);
    journals.expect(planned);
    run::sweep(jobs, options, observer);
    planned = queue.take(planned_max);
  }
}

/// Plays `playbill`, records it in `recorder`, and prints what came out.
ExitCode play_and_report(const RunOptions& options,
                         const Playbill& playbill,
                         const run::SweepOptions& sweep,
                         report::Recorder& recorder,
                         const Program& program,
                         Console& console) {
  if (const auto begun = recorder.begin(); !begun)
    return fail(console, "run", ExitCode::environment, begun.error().text);
  RunOutput output(options.reporters, console);
  if (::isatty(STDERR_FILENO) == 1 && console.audience == Audience::person)
    output.show_status_line();
  const Interrupt interrupt("ripcord: run: finishing the current run; once more to stop\n");
  RunObserver observer(options, recorder, output, interrupt, program);
  Journals journals(recorder.folder());
  play(playbill, options, sweep, journals, observer);
  const report::Effort effort = observer.effort();

  const bool complete = recorder.document().counts().runs == recorder.document().heading().planned;
  const report::Progress progress =
      complete ? report::Progress::complete : report::Progress::incomplete;
  const auto finished = recorder.finish(progress);
  output.finish(recorder, effort, progress);
  ExitCode code = code_of(recorder.document(), options.strictness);
  if (!observer.error().empty())
    code = graver(code, fail(console, "run", ExitCode::environment, observer.error()));
  if (!finished)
    code = graver(code, fail(console, "run", ExitCode::environment, finished.error().text));
  return graver(code, interrupt.signalled().value_or(code));
}

/// Takes the part that a scheduler names where the command line names none, and says so.
bool take_given_shard(SelectionOptions& selection, Console& console) {
  if (selection.shard) return true;
  const auto given = given_shard(this_environment());
  if (!given) {
    console.err << "ripcord: run: " << given.error().text << '\n';
    return false;
  }
  if (!*given) return true;
  selection.shard = (*given)->shard;
  console.err << fmt::format(
      "part {} of {}, by {}\n", selection.shard->index, selection.shard->count, (*given)->variable);
  return true;
}

std::vector<std::string> masked(std::vector<std::string> words, const process::Secrets& secrets) {
  for (std::string& word : words) word = secrets.masked(word);
  return words;
}

}  // namespace

ExitCode run_command(const RunOptions& options,
                     const std::vector<std::string>& argv,
                     const Program& program,
                     Console& console) {
  const Library library =
      load_library(options.selection.paths, options.selection.settings, *program.vocabulary);
  if (!library.is_sound()) return print_problems(library, console);
  if (const std::string problem = transport_problem(options.selection.transports, program);
      !problem.empty())
    return fail(console, "run", ExitCode::invalid, problem);
  const auto past = failed_before(options.selection.scope, options.out);
  if (!past) return fail(console, "run", ExitCode::environment, past.error().text);
  SelectionOptions wanted = options.selection;
  if (!take_given_shard(wanted, console)) return ExitCode::invalid;
  const Selection selection = select(library, wanted, *past);
  if (selection.candidates.empty()) {
    console.err << "ripcord: run: " << nothing_selected(library, wanted, selection);
    return ExitCode::nothing_selected;
  }
  const Playbill playbill(selection.candidates, options.seeds, program);
  if (const ExitCode code = playbill.print_problems(console); code != ExitCode::as_expected)
    return code;

  for (const std::string& line : playbill.left_out()) console.err << "ripcord: " << line << '\n';
  for (const std::string& line : playbill.programs()) console.err << "starts " << line << '\n';

  const auto now = std::chrono::system_clock::now();
  auto folder =
      open_folder(options, fmt::format("{}-{}", utc_label(now), label_of(options, playbill)));
  if (!folder) return fail(console, "run", ExitCode::environment, folder.error().text);
  const std::uint64_t planned = planned_runs(playbill, options.repeat);
  KeepPolicy keep = keep_policy(options, planned);
  keep.limit.journals = true;
  report::Recorder recorder(*std::move(folder),
                            {.tool = program.tool,
                             .host = this_host(),
                             .argv = masked(argv, playbill.secrets()),
                             .started = utc_text(now),
                             .planned = planned,
                             .not_selected = selection.rest},
                            keep.limit);
  return play_and_report(options,
                         playbill,
                         {.threads = options.jobs,
                          .keep = keep.keep,
                          .payload = options.payload,
                          .retries = options.retries},
                         recorder,
                         program,
                         console);
}

}  // namespace ripcord::cli
