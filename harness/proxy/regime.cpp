#include "harness/proxy/regime.hpp"

#include "harness/proxy/judge.hpp"
#include "harness/world/guest_names.hpp"
#include "transports/base/assert.hpp"

#include <utility>

namespace ripcord::proxy {
Regime::Regime(std::unique_ptr<run::Production> production, const Setting& setting)
    : production_(std::move(production)),
      setting_(setting),
      log_(std::make_unique<trace::Log>(
          production_->rules().legend(), setting.memory.payload, setting.memory.limits)),
      witness_(*log_),
      rules_(production_->rules(), setting.seed, *log_),
      guests_(*log_,
              production_->interfaces(),
              world::guest_names(production_->scenario().world, production_->interfaces())) {
  relays_.emplace(setting.runtime, rules_, static_cast<relay::CommandSink&>(*this));
  const scenario::ResolvedScenario& scenario = production_->scenario();
  log_->run({.scenario = scenario.name,
             .variant = scenario.variant,
             .transport = transport_name,
             .seed = setting.seed});
  log_->show(&witness_);
}

Regime::~Regime() { close(); }

void Regime::admit(Door& door,
                   std::unique_ptr<io::Stream> client,
                   const std::string& name,
                   std::unique_ptr<shim::Rewriter> rewriter) {
  relays_->accept({.lane = {.client = name, .service = door.plan().service, .guests = &guests_},
                   .upstream = setting_.network,
                   .remote = door.plan().upstream,
                   .rewriter = std::move(rewriter)},
                  std::move(client));
}

void Regime::close() {
  if (relays_) connections_left_ = relays_->size();
  relays_.reset();
}

run::RunResult Regime::result(Duration elapsed) {
  RIPCORD_ASSERT(!relays_);
  run::RunResult result = judge({.production = *production_,
                                 .rules = rules_,
                                 .guests = guests_,
                                 .witness = witness_,
                                 .connections_left = connections_left_});
  result.seed = setting_.seed;
  result.elapsed = elapsed;
  result.wall = elapsed;
  result.outcome_hash = run::outcome_hash(result);
  run::conclude(*log_, result);
  log_->show(nullptr);
  if (setting_.memory.limits.records > 0) result.trace = std::move(log_);
  return result;
}

// Scenarios with actions are refused before they come into force.
void Regime::perform(shim::RuleIndex /*rule*/, const shim::Scope& /*scope*/) {
  RIPCORD_ASSERT(false);
}

}  // namespace ripcord::proxy
