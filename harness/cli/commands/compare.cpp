#include "harness/cli/bouts.hpp"
#include "harness/cli/commands.hpp"
#include "harness/cli/compare_output.hpp"
#include "harness/cli/comparison_annex.hpp"
#include "harness/cli/interrupt.hpp"
#include "harness/cli/launches.hpp"
#include "harness/cli/machine.hpp"
#include "harness/cli/past.hpp"
#include "harness/cli/status_line.hpp"
#include "harness/compare/launch.hpp"
#include "harness/compare/play_trial.hpp"
#include "harness/compare/stored_trials.hpp"
#include "harness/report/folder.hpp"
#include "harness/report/regenerate.hpp"

#include <fmt/format.h>

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <utility>

namespace ripcord::cli {
namespace {

using compare::Comparison;
using compare::Contest;
using compare::Trials;
using compare::Verdict;

// One of both sides each, on a machine where others work too.
constexpr std::size_t usual_processors = 2;

std::string_view method_word(Sides sides) {
  switch (sides) {
    case Sides::variants:
      return "variants";
    case Sides::settings:
      return "settings";
    case Sides::commands:
      return "commands";
    case Sides::self:
      return "self";
    case Sides::stored:
      break;
  }
  return "stored";
}

/// Plays every seed of both sides; each play is the same every time.
Trials play_exactly(const Bout& bout) {
  Trials trials;
  const auto play = [&](const Contestant& side, std::uint64_t seed) {
    return compare::trial_of(side.production->play(*side.venue, seed, run::Keep::outline),
                             compare::ResponseTimes::included);
  };
  for (std::uint64_t seed = bout.seeds.low;; ++seed) {
    trials.a.push_back(play(bout.a, seed));
    trials.b.push_back(play(bout.b, seed));
    if (seed == bout.seeds.high) return trials;
  }
}

/// One call of `compare`.
class Comparing {
 public:
  Comparing(const CompareOptions& options,
            const std::vector<std::string>& argv,
            const Program& program,
            Console& console)
      : options_(options), argv_(argv), program_(program), console_(console), status_(console.err) {
    for (const compare::OutputMetric& metric : options.metrics)
      own_.insert_or_assign(metric.metric.name, metric.metric);
  }

  ExitCode go() {
    if (!(options_.sides == Sides::stored ? read_stored() : play())) return code_;
    const Comparison comparison = compare::compare(contests_, options_.thresholds, own_);
    return finish(comparison);
  }

 private:
  bool read_stored() {
    auto contests =
        compare::stored_contests(options_.selection.paths[0], options_.selection.paths[1]);
    if (!contests) return give_up(ExitCode::environment, contests.error().text);
    contests_ = *std::move(contests);
    return true;
  }

  bool play() {
    const std::optional<Bouts> bouts = make_bouts(options_, program_, console_, code_);
    if (!bouts) return false;
    if (bouts->one_sided > 0)
      console_.err << fmt::format("ripcord: {} left out: they have one side only\n",
                                  bouts->one_sided);
    for (const Bout& bout : bouts->bouts)
      if (!add_metrics(bout.a) || !add_metrics(bout.b)) return false;
    contests_.resize(bouts->bouts.size());
    for (std::size_t i = 0; i < contests_.size(); ++i) {
      contests_[i].name = bouts->bouts[i].name;
      contests_[i].condition = bouts->bouts[i].condition;
      if (bouts->bouts[i].is_exact()) contests_[i].exact = play_exactly(bouts->bouts[i]);
    }
    return sample(bouts->bouts);
  }

  /// Adds what the scenario of `side` has programs of others say. One name means one thing.
  bool add_metrics(const Contestant& side) {
    if (side.production == nullptr) return true;
    for (const auto& [metric, pattern] : compare::output_metrics(side.production->scenario())) {
      const compare::Metric& known = own_.try_emplace(metric.name, metric).first->second;
      if (known == metric) continue;
      return give_up(ExitCode::invalid,
                     fmt::format("the metric `{}` means two things: its `better` or `threshold` "
                                 "differ between scenarios or sides",
                                 metric.name));
    }
    return true;
  }

  /// Launches what is to be sampled: in sim only where asked for, and where it completes.
  bool sample(const std::deque<Bout>& bouts) {
    const auto is_sampled = [&](const Bout& bout) {
      return !bout.is_exact() || options_.sampling == Sampling::on;
    };
    if (std::ranges::none_of(bouts, is_sampled)) return true;
    if (!pin()) return false;
    const Interrupt interrupt;
    order_ = options_.order.value_or(drawn_order());
    Launches launches(
        {.pairs = options_.pairs, .order = order_, .metrics = options_.metrics},
        [&] { return interrupt.signalled().has_value(); },
        [&](std::string_view line) { show(line); });
    // What is measured is known after the warm-up only, and with it how many pairs there must be.
    std::vector<Contest> warm(bouts.size());
    for (std::size_t i = 0; i < bouts.size(); ++i)
      if (is_sampled(bouts[i]) && !take(launches, interrupt, launches.warm_up(bouts[i]), warm[i]))
        return false;
    // Nobody shall wait for pairs that cannot be written down.
    if (!has_enough_pairs(warm) || !open_folder()) return false;
    for (std::size_t i = 0; i < bouts.size(); ++i)
      if (is_sampled(bouts[i]) && !take(launches, interrupt, launches.run(bouts[i]), contests_[i]))
        return false;
    status_.clear();
    return true;
  }

  bool pin() {
    processors_ = options_.processors;
    if (processors_.empty()) {
      processors_ = compare::usable_processors();
      if (processors_.size() > usual_processors)
        processors_.erase(processors_.begin(),
                          processors_.end() - static_cast<std::ptrdiff_t>(usual_processors));
    }
    if (compare::pin_to(processors_)) return true;
    return give_up(ExitCode::environment, "none of --cpus may be used here");
  }

  bool take(const Launches& launches,
            const Interrupt& interrupt,
            std::optional<Trials> trials,
            Contest& contest) {
    if (trials) {
      contest.sampled = *std::move(trials);
      return true;
    }
    status_.clear();
    if (launches.problem().empty()) {
      code_ = interrupt.signalled().value_or(ExitCode::environment);
      return false;
    }
    return give_up(ExitCode::environment, launches.problem());
  }

  bool has_enough_pairs(const std::vector<Contest>& warm) {
    const std::size_t judged = compare::judged_metrics(warm, options_.thresholds, own_);
    const std::size_t needed = compare::pairs_needed(judged);
    if (options_.pairs >= needed) return true;
    status_.clear();
    return give_up(ExitCode::invalid,
                   fmt::format("--pairs {}: to judge {} metrics together takes {} pairs",
                               options_.pairs,
                               judged,
                               needed));
  }

  /// Once; false, with `code_`, if there is no folder to write to.
  bool open_folder() {
    if (folder_) return true;
    const std::string label = utc_label(std::chrono::system_clock::now()) + "-compare";
    auto folder = options_.out.empty() ? report::RunFolder::create_in(runs_folder, label)
                                       : report::RunFolder::open(options_.out);
    if (!folder) {
      status_.clear();
      return give_up(ExitCode::environment, folder.error().text);
    }
    folder_ = *std::move(folder);
    return true;
  }

  ExitCode finish(const Comparison& comparison) {
    const compare::Heading heading = this_heading();
    const auto now = std::chrono::system_clock::now();
    report::ResultDocument document(
        {.tool = program_.tool, .host = this_host(), .argv = argv_, .started = utc_text(now)});
    document.attach(comparison_annex(heading, comparison));
    print(heading, comparison, document);
    if (!open_folder()) return code_;
    const auto written = report::write_sums(document, report::HtmlPage{}, *folder_);
    if (!written) return fail(console_, "compare", ExitCode::environment, written.error().text);
    if (options_.format == Format::text)
      console_.out << "report in " << folder_->path() << ": report.html, summary.md, result.json\n";
    return code_of(comparison);
  }

  void print(const compare::Heading& heading,
             const Comparison& comparison,
             const report::ResultDocument& document) {
    switch (options_.format) {
      case Format::json:
        console_.out << document.text(report::Progress::complete);
        return;
      case Format::markdown:
        console_.out << comparison_page(heading, comparison);
        return;
      case Format::text:
      case Format::sarif:
        break;
    }
    console_.out << comparison_text(heading, comparison, console_.out_colours);
    if (options_.sides == Sides::self)
      console_.out << '\n' << noise_text(comparison, console_.out_colours);
  }

  [[nodiscard]] ExitCode code_of(const Comparison& comparison) const {
    if (options_.sides == Sides::stored) return ExitCode::as_expected;
    const Verdict verdict = compare::overall(comparison);
    if (verdict == Verdict::regression) return ExitCode::regression;
    const bool is_unsure =
        verdict == Verdict::inconclusive && options_.strictness == Strictness::strict;
    return is_unsure ? ExitCode::inconclusive : ExitCode::as_expected;
  }

  [[nodiscard]] compare::Heading this_heading() const {
    return {.method = std::string(method_word(options_.sides)),
            .a = side_name(options_.a, options_.a_settings, "a"),
            .b = side_name(options_.b, options_.b_settings, "b"),
            .seed = order_,
            .pairs = order_ == 0 ? 0 : options_.pairs,
            .processors = processors_,
            .reproduce_command = reproduce_command()};
  }

  [[nodiscard]] std::string side_name(const std::string& side,
                                      const std::vector<std::string>& settings,
                                      std::string_view letter) const {
    if (options_.sides == Sides::variants) return side;
    if (options_.sides == Sides::settings && !settings.empty())
      return fmt::format("{}", fmt::join(settings, " "));
    return std::string(letter);
  }

  /// As it was typed, with the order of launches.
  [[nodiscard]] std::string reproduce_command() const {
    std::vector<std::string> words;
    for (const std::string& word : argv_) words.push_back(report::shell_quoted(word));
    if (order_ != 0 && !options_.order)
      words.insert(words.end(), {"--order", std::to_string(order_)});
    return fmt::format("{}", fmt::join(words, " "));
  }

  /// From the clock: any number will do, as long as it is told.
  static std::uint64_t drawn_order() {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return 1 + static_cast<std::uint64_t>(
                   std::chrono::duration_cast<std::chrono::microseconds>(now).count()) %
                   1'000'000;
  }

  void show(std::string_view line) {
    if (::isatty(STDERR_FILENO) == 1 && console_.audience == Audience::person)
      status_.show(std::string(line));
  }

  bool give_up(ExitCode code, std::string_view reason) {
    code_ = fail(console_, "compare", code, reason);
    return false;
  }

  const CompareOptions& options_;
  const std::vector<std::string>& argv_;
  const Program& program_;
  Console& console_;
  StatusLine status_;
  ExitCode code_ = ExitCode::as_expected;
  std::optional<report::RunFolder> folder_;
  std::map<std::string, compare::Metric> own_;
  std::vector<Contest> contests_;
  std::vector<unsigned> processors_;
  /// Seed of the order of launches; 0 = nothing was launched.
  std::uint64_t order_ = 0;
};

}  // namespace

ExitCode compare_command(const CompareOptions& options,
                         const std::vector<std::string>& argv,
                         const Program& program,
                         Console& console) {
  return Comparing(options, argv, program, console).go();
}

}  // namespace ripcord::cli
