#pragma once

#include "harness/explore/choice.hpp"
#include "harness/explore/onlooker.hpp"
#include "harness/explore/survey.hpp"
#include "harness/explore/violation.hpp"
#include "harness/run/variations.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace ripcord::explore {

/// Why `result`, a run of `scenario`, is not as that has it: an oracle that was not meant to be
/// violated, else the first line of its expectations that does not hold. None if it passed or was
/// not judged.
[[nodiscard]] std::optional<Violation> unexpected(const run::RunResult& result,
                                                  const scenario::ResolvedScenario& scenario);

/// What came of playing one schedule.
struct Trial {
  /// Whether the run could be judged; if not, `why`.
  bool is_judged = true;
  std::string why;
  world::Ending ending;
  std::vector<Violation> violations;
  std::uint64_t trace_hash = 0;
  std::uint64_t outcome_hash = 0;
  /// How often each choice struck.
  std::vector<std::uint64_t> fired;
  Survey survey;
  /// The run itself, whose trace is an outline.
  run::Variations::Played played;

  [[nodiscard]] const trace::Log& log() const { return *played.result.trace; }
  [[nodiscard]] bool all_fired() const;
  /// The violation of that signature, or null.
  [[nodiscard]] const Violation* find(std::string_view signature) const;
};

/// Plays schedules on one variant and seed of a scenario, each in a world of its own. Immutable;
/// may be used by several threads at once.
class Trials {
 public:
  /// `subject` and, unless null, `reference` outlive the trials. The reference is another variant
  /// of the same scenario: what it brings to a good end is a needless failure of the subject.
  /// `kept` strike in every run beside the schedule, before it.
  explicit Trials(const run::Variations& subject,
                  const run::Variations* reference = nullptr,
                  std::vector<shim::RuleSpec> kept = {})
      : subject_(subject), reference_(reference), kept_(std::move(kept)) {}

  /// Has programs of others judged from outside, too. `onlooker` outlives the trials.
  void admit(const Onlooker& onlooker) { onlooker_ = &onlooker; }

  [[nodiscard]] Trial play(const Schedule& schedule, run::Keep keep = run::Keep::outline) const;

  [[nodiscard]] const run::Variations& subject() const { return subject_; }

 private:
  [[nodiscard]] std::vector<shim::RuleSpec> rules(const Schedule& schedule) const;
  [[nodiscard]] bool reference_completes(const Schedule& schedule) const;

  const run::Variations& subject_;
  const run::Variations* reference_;
  std::vector<shim::RuleSpec> kept_;
  /// Null = nobody judges them.
  const Onlooker* onlooker_ = nullptr;
};

}  // namespace ripcord::explore
