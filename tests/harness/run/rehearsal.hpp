#pragma once

#include "harness/run/production.hpp"
#include "harness/scenario/source.hpp"
#include "harness/world/cast.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace ripcord::run {

/// What of a scenario a test plays.
struct Part {
  /// Empty = the first.
  std::string variant;
  /// Laid over the scenario: `key.path=value`.
  std::vector<std::string> settings;
};

/// Reads `text`, a whole scenario file, for the peers of `cast`. Anything wrong with it ends the
/// test program, since the test itself is wrong.
[[nodiscard]] scenario::ResolvedScenario resolved(const world::Cast& cast,
                                                  const scenario::SourceText& text,
                                                  const Part& part = {});

/// One variant of a scenario made ready to be played in sim. Anything wrong with it ends the test
/// program, since the test itself is wrong.
class Rehearsal {
 public:
  /// Plays `text`, a whole scenario file, with the peers of `cast`, which outlives the rehearsal.
  Rehearsal(const world::Cast& cast, const scenario::SourceText& text, const Part& part = {});

  [[nodiscard]] const Production& production() const { return *production_; }
  [[nodiscard]] const scenario::ResolvedScenario& scenario() const {
    return production_->scenario();
  }

  /// One run with its trace kept. The trace is valid as long as the rehearsal.
  [[nodiscard]] RunResult play(std::uint64_t seed = 1) const;

 private:
  std::unique_ptr<Production> production_;
};

/// A file of this repository, by its path from the root.
[[nodiscard]] scenario::SourceText repository_file(std::string_view path);

/// The state of `oracle` in `result`; `off` if it has no such oracle.
[[nodiscard]] OracleState state_of(const RunResult& result, std::string_view oracle);

/// The ids of all oracles that `result` violates, in the order of the report.
[[nodiscard]] std::vector<std::string> violated_by(const RunResult& result);

}  // namespace ripcord::run
