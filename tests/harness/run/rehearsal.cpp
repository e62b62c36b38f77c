#include "tests/harness/run/rehearsal.hpp"

#include "harness/scenario/reader.hpp"
#include "harness/stage/sim_venue.hpp"
#include "transports/base/assert.hpp"

#include <fstream>
#include <iostream>
#include <sstream>
#include <utility>

namespace ripcord::run {
namespace {

void require_none(const scenario::Diagnostics& wrong) {
  for (const scenario::Diagnostic& diagnostic : wrong) std::cerr << scenario::text(diagnostic);
  RIPCORD_ASSERT(wrong.empty());
}

}  // namespace

Rehearsal::Rehearsal(const world::Cast& cast, const scenario::SourceText& text, const Part& part) {
  auto prepared = Production::prepare(resolved(cast, text, part), cast);
  require_none(prepared ? scenario::Diagnostics{} : prepared.error().diagnostics);
  production_ = *std::move(prepared);
}

RunResult Rehearsal::play(std::uint64_t seed) const {
  return production_->play(stage::sim_venue(), seed, Keep::all);
}

scenario::ResolvedScenario resolved(const world::Cast& cast,
                                    const scenario::SourceText& text,
                                    const Part& part) {
  const std::vector<const stage::Venue*> venues{&stage::sim_venue()};
  const scenario::Vocabulary words = vocabulary(cast, venues);
  const scenario::Surroundings surroundings{.pack = {}, .settings = part.settings};
  auto read = scenario::read(text, surroundings, words);
  require_none(read ? scenario::Diagnostics{} : read.error());
  auto chosen = read->resolve({.variant = part.variant, .transport = "sim", .point = {}});
  require_none(chosen ? scenario::Diagnostics{} : chosen.error());
  return *std::move(chosen);
}

scenario::SourceText repository_file(std::string_view path) {
  std::ifstream file(RIPCORD_SOURCE_DIR "/" + std::string(path));
  RIPCORD_ASSERT(file.is_open());
  std::ostringstream text;
  text << file.rdbuf();
  return {.file = std::string(path), .text = text.str()};
}

OracleState state_of(const RunResult& result, std::string_view oracle) {
  for (const OracleReport& report : result.oracles) {
    if (report.id == oracle) return report.state;
  }
  return OracleState::off;
}

std::vector<std::string> violated_by(const RunResult& result) {
  std::vector<std::string> ids;
  for (const OracleReport& report : result.oracles) {
    if (report.state == OracleState::violated) ids.emplace_back(report.id);
  }
  return ids;
}

}  // namespace ripcord::run
