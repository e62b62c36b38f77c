#include "tests/harness/explore/searched.hpp"

#include "harness/stage/sim_venue.hpp"
#include "transports/base/assert.hpp"

#include <utility>

namespace ripcord::explore {

std::unique_ptr<run::Variations> variations(const world::Cast& cast,
                                            const scenario::SourceText& text,
                                            const run::Part& part) {
  auto made =
      run::Variations::prepare(run::resolved(cast, text, part), cast, stage::sim_venue(), 1);
  RIPCORD_ASSERT(made.has_value());
  return *std::move(made);
}

Exploration explored(const Trials& trials,
                     const scenario::ResolvedScenario& scenario,
                     const Reach& reach,
                     const std::vector<std::string>& kinds) {
  const Menu menu(scenario, kinds);
  return Explorer(trials, menu, reach).explore();
}

std::vector<std::string> signatures(const Exploration& exploration) {
  std::vector<std::string> all;
  for (const Finding& finding : exploration.findings.all())
    all.push_back(finding.violation.signature);
  return all;
}

}  // namespace ripcord::explore
