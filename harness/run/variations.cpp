#include "harness/run/variations.hpp"

#include "harness/run/parts.hpp"
#include "harness/run/play.hpp"
#include "harness/scenario/foreign_checks.hpp"

#include <utility>

namespace ripcord::run {
namespace {

/// What of `scenario` every run needs: without its own rules, which make way for others.
scenario::ResolvedScenario stripped(scenario::ResolvedScenario scenario, Judges judges) {
  scenario.rules.clear();
  scenario.text.clear();
  scenario.expectation.rules.clear();
  if (judges == Judges::oracles) scenario.expectation = {};
  return scenario;
}

std::unique_ptr<const Twin> twin_of(const Parts& parts,
                                    const stage::Venue& venue,
                                    std::uint64_t seed) {
  if (scenario::has_foreign_peers(parts.scenario.world)) return nullptr;
  return std::make_unique<const Twin>(Play::undisturbed(parts, venue, seed));
}

}  // namespace

boost::system::result<std::unique_ptr<Variations>, Problems> Variations::prepare(
    scenario::ResolvedScenario scenario,
    const world::Cast& cast,
    const stage::Venue& venue,
    std::uint64_t seed,
    Judges judges,
    scenario::Environment environment) {
  auto production = Production::prepare(stripped(std::move(scenario), judges), cast, environment);
  if (!production) return std::move(production).error();
  auto base = std::make_unique<Parts>((*production)->scenario(), cast, std::move(environment));
  base->interfaces = (*production)->interfaces();
  if (auto compiled = compile_rules(*base); !compiled) return std::move(compiled).error();
  return std::unique_ptr<Variations>(new Variations(std::move(base), venue, seed, judges));
}

Variations::Variations(std::unique_ptr<const Parts> base,
                       const stage::Venue& venue,
                       std::uint64_t seed,
                       Judges judges)
    : base_(std::move(base)),
      venue_(venue),
      seed_(seed),
      judges_(judges),
      twin_(twin_of(*base_, venue, seed)) {}

Variations::~Variations() = default;
Variations::Played::Played(RunResult outcome, std::unique_ptr<const Parts> played)
    : parts(std::move(played)), result(std::move(outcome)) {}
Variations::Played::Played(Played&& other) noexcept = default;
Variations::Played::~Played() = default;

const scenario::ResolvedScenario& Variations::scenario() const { return base_->scenario; }

Variations::Played Variations::play(std::vector<shim::RuleSpec> rules, Keep keep) const {
  auto parts = std::make_unique<Parts>(base_->scenario, base_->cast, base_->environment);
  parts->interfaces = base_->interfaces;
  parts->twin = twin_.get();
  for (shim::RuleSpec& rule : rules) rule.optional = true;
  parts->scenario.rules = std::move(rules);
  RunResult result;
  if (compile_rules(*parts)) {
    result = Play(*parts, venue_, seed_, keep).result();
  } else {
    result.verdict = Verdict::invalid;
  }
  return {std::move(result), std::move(parts)};
}

}  // namespace ripcord::run
