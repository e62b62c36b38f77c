#include "harness/explore/recorded_run.hpp"

#include "harness/explore/survey.hpp"
#include "transports/base/assert.hpp"

namespace ripcord::explore {

RecordedRun recorded_run(const trace::Log& log, std::span<const shim::RuleSpec> rules) {
  const Survey survey = explore::survey(log, {});
  RecordedRun run;
  for (const Struck& strike : survey.strikes) {
    if (run.choices.size() == choices_max) {
      ++run.left_out;
      continue;
    }
    RIPCORD_ASSERT(strike.rule < rules.size());
    const shim::RuleSpec& rule = rules[strike.rule];
    const Reached& reached = survey.reached[strike.reached];
    Choice& choice = run.choices.emplace_back(Choice{.at = point_of(reached, log),
                                                     .kind = rule.kind,
                                                     .arguments = rule.arguments,
                                                     .nth = remembers(rule.kind) ? reached.nth : 0,
                                                     .rule = rule.id});
    choice.at.offset = strike.offset;
  }
  return run;
}

}  // namespace ripcord::explore
