#include "harness/cli/bouts.hpp"

#include "harness/cli/compare_options.hpp"
#include "harness/cli/foreign_programs.hpp"
#include "harness/cli/library.hpp"
#include "harness/cli/selection.hpp"
#include "transports/base/assert.hpp"
#include "transports/base/quantity.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

namespace ripcord::cli {
namespace {

// This very program, wherever it lies.
constexpr std::string_view own_file = "/proc/self/exe";

/// What both sides of a bout have in common: file, transport and matrix point.
using Key = std::tuple<std::string, std::string, std::vector<std::size_t>>;

Key key_of(const Candidate& candidate) {
  return {candidate.subject.file, candidate.subject.transport, candidate.choice.point};
}

class BoutMaker {
 public:
  BoutMaker(const CompareOptions& options, const Program& program, Console& console)
      : options_(options), program_(program), console_(console) {}

  std::optional<Bouts> make() {
    if (options_.selection.paths.empty()) {
      add_commands();
      return std::move(bouts_);
    }
    if (!add_scenarios()) return std::nullopt;
    return std::move(bouts_);
  }

  [[nodiscard]] ExitCode code() const { return code_; }

 private:
  void add_commands() {
    Bout& bout = bouts_.bouts.emplace_back(Bout{
        .name = options_.sides == Sides::self ? options_.a
                                              : fmt::format("{} | {}", options_.a, options_.b)});
    bout.a.launch.argv = options_.a_words;
    bout.b.launch.argv = options_.b_words;
  }

  bool add_scenarios() {
    const std::string& variant_b = options_.b.empty() ? options_.a : options_.b;
    const Playbill* const a = add_side(options_.a, options_.a_settings);
    const Playbill* const b = a == nullptr ? nullptr : add_side(variant_b, options_.b_settings);
    if (b == nullptr) return false;
    for (std::size_t i = 0; i < pairs_.size(); ++i)
      add_bout(a->performances()[i], b->performances()[i]);
    return true;
  }

  /// Makes one side of all bouts ready; null, and it is said why, if that cannot be. The second
  /// side decides which bouts there are: so the first is selected by both.
  const Playbill* add_side(const std::string& variant, const std::vector<std::string>& settings) {
    std::optional<std::vector<Candidate>> candidates = select_side(variant, settings);
    if (!candidates) return nullptr;
    if (pairs_.empty() && !keep_pairs(*candidates)) return nullptr;
    std::erase_if(*candidates, [&](const Candidate& candidate) {
      return std::ranges::find(pairs_, key_of(candidate)) == pairs_.end();
    });
    const Playbill& playbill = bouts_.playbills.emplace_back(*candidates, options_.seeds, program_);
    code_ = playbill.print_problems(console_);
    return code_ == ExitCode::as_expected ? &playbill : nullptr;
  }

  /// Remembers which of `first`, the candidates of the first side, have a match on the other.
  bool keep_pairs(const std::vector<Candidate>& first) {
    const std::string& variant_b = options_.b.empty() ? options_.a : options_.b;
    const auto second = select_side(variant_b, options_.b_settings);
    if (!second) return false;
    for (const Candidate& candidate : first) {
      const auto matches = [&](const Candidate& other) {
        return key_of(other) == key_of(candidate);
      };
      if (std::ranges::any_of(*second, matches)) {
        pairs_.push_back(key_of(candidate));
      } else {
        ++bouts_.one_sided;
      }
    }
    if (!pairs_.empty()) return true;
    code_ = fail(console_, "compare", ExitCode::nothing_selected, "no scenario has both sides");
    return false;
  }

  std::optional<std::vector<Candidate>> select_side(const std::string& variant,
                                                    const std::vector<std::string>& settings) {
    SelectionOptions wanted = options_.selection;
    wanted.settings.insert(wanted.settings.end(), settings.begin(), settings.end());
    if (!variant.empty()) wanted.variants = {variant};
    const Library& library =
        libraries_.emplace_back(load_library(wanted.paths, wanted.settings, *program_.vocabulary));
    code_ = print_problems(library, console_);
    if (code_ != ExitCode::as_expected) return std::nullopt;
    Selection selection = select(library, wanted, {});
    if (variant.empty()) keep_first_variants(selection.candidates);
    if (!selection.candidates.empty()) return std::move(selection.candidates);
    console_.err << "ripcord: compare: " << nothing_selected(library, wanted, selection);
    code_ = ExitCode::nothing_selected;
    return std::nullopt;
  }

  static void keep_first_variants(std::vector<Candidate>& candidates) {
    std::erase_if(candidates, [](const Candidate& candidate) {
      return candidate.choice.variant != candidate.title->scenario.variants().front().name;
    });
  }

  void add_bout(const Performance& a, const Performance& b) {
    const std::string name =
        fmt::format("{} {}{}", a.subject.scenario, a.subject.transport, point_text(a));
    bouts_.bouts.push_back(Bout{.name = name,
                                .a = contestant(a, CleanRuns::off),
                                .b = contestant(b, CleanRuns::off),
                                .seeds = a.seeds});
    if (options_.clean == CleanRuns::off || a.production->scenario().rules.empty()) return;
    Bout& clean = bouts_.bouts.emplace_back(Bout{.name = name,
                                                 .condition = "without faults",
                                                 .a = contestant(a, CleanRuns::on),
                                                 .b = contestant(b, CleanRuns::on),
                                                 .seeds = a.seeds});
    for (Contestant* side : {&clean.a, &clean.b}) {
      bouts_.clean.push_back(without_faults(*side->production, program_));
      side->production = bouts_.clean.back().get();
    }
  }

  static std::string point_text(const Performance& performance) {
    const std::vector<std::string>& point = performance.production->scenario().point;
    return point.empty() ? std::string() : fmt::format(" {}", fmt::join(point, " "));
  }

  [[nodiscard]] Contestant contestant(const Performance& performance, CleanRuns clean) const {
    Contestant side{.production = performance.production.get(), .venue = performance.venue};
    std::vector<std::string>& argv = side.launch.argv;
    argv = {std::string(own_file),
            std::string(launch_command_name),
            performance.subject.file,
            "--transport",
            performance.subject.transport,
            "--seed",
            std::to_string(performance.seeds.low),
            "--slices",
            std::to_string(options_.slices.count),
            "--slice",
            duration_text(options_.slices.length)};
    argv.insert(argv.end(), performance.subject.options.begin(), performance.subject.options.end());
    if (clean == CleanRuns::on) argv.emplace_back("--clean-too");
    return side;
  }

  const CompareOptions& options_;
  const Program& program_;
  Console& console_;
  ExitCode code_ = ExitCode::as_expected;
  /// Candidates point into them.
  std::deque<Library> libraries_;
  std::vector<Key> pairs_;
  Bouts bouts_;
};

}  // namespace

std::optional<Bouts> make_bouts(const CompareOptions& options,
                                const Program& program,
                                Console& console,
                                ExitCode& code) {
  BoutMaker maker(options, program, console);
  std::optional<Bouts> bouts = maker.make();
  code = maker.code();
  return bouts;
}

std::unique_ptr<run::Production> without_faults(const run::Production& production,
                                                const Program& program) {
  scenario::ResolvedScenario scenario = production.scenario();
  scenario.rules.clear();
  scenario.text.clear();
  scenario.expectation = {};
  auto clean = run::Production::prepare(std::move(scenario), *program.cast, this_environment());
  // It has less of what could be wrong than `production` has.
  RIPCORD_ASSERT(clean.has_value());
  return *std::move(clean);
}

}  // namespace ripcord::cli
