#pragma once

#include "harness/peers/dcerpc_cast.hpp"
#include "harness/run/production.hpp"
#include "harness/scenario/reader.hpp"
#include "harness/stage/sim_venue.hpp"
#include "transports/base/assert.hpp"

#include <array>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <utility>

/// Scenarios as subjects: all are ours, so what is wrong with one is asserted.
namespace ripcord::bench {

/// The words that a scenario in sim may use.
inline const scenario::Vocabulary& vocabulary() {
  static const std::array<const stage::Venue*, 1> venues{&stage::sim_venue()};
  static const scenario::Vocabulary words = run::vocabulary(peers::dcerpc_cast(), venues);
  return words;
}

/// A file of this repository.
inline scenario::SourceText repository_file(const std::string& path) {
  const std::ifstream file(RIPCORD_SOURCE_DIR "/" + path);
  RIPCORD_ASSERT(file.is_open());
  std::ostringstream text;
  text << file.rdbuf();
  return {.file = path, .text = text.str()};
}

/// Its first variant, played in sim.
inline scenario::ResolvedScenario resolved(const scenario::SourceText& source) {
  const auto scenario =
      scenario::read(source, {.purpose = scenario::Purpose::either}, vocabulary());
  RIPCORD_ASSERT(scenario.has_value());
  auto chosen = scenario->resolve({.transport = "sim"});
  RIPCORD_ASSERT(chosen.has_value());
  return *std::move(chosen);
}

inline std::unique_ptr<run::Production> production(const scenario::SourceText& source) {
  auto prepared = run::Production::prepare(resolved(source), peers::dcerpc_cast());
  RIPCORD_ASSERT(prepared.has_value());
  return *std::move(prepared);
}

}  // namespace ripcord::bench
