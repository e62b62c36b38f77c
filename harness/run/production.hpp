#pragma once

#include "harness/run/result.hpp"
#include "harness/scenario/scenario.hpp"
#include "harness/stage/stage.hpp"

#include <memory>
#include <string>
#include <vector>

namespace ripcord::run {

/// Which runs keep their trace.
enum class Keep : std::uint8_t { all, failures, none };

/// One variant of one scenario, made ready once and played any number of times.
///
/// Holds what all runs share: resolved specification, interface table, file contents' recipe, expectations. Immutable
/// after `prepare`; `play` may be called from several threads at once, and builds a fresh world each time.
class Production {
 public:
  /// Makes `scenario` ready. It was checked against `vocabulary()`, so it holds nothing unknown.
  explicit Production(scenario::ResolvedScenario scenario);
  ~Production();
  Production(const Production&) = delete;
  Production& operator=(const Production&) = delete;

  [[nodiscard]] const scenario::ResolvedScenario& scenario() const;

  /// Plays one run at `venue` and judges it. Never fails: what goes wrong is in the result.
  [[nodiscard]] RunResult play(const stage::Venue& venue, std::uint64_t seed, Keep keep) const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

/// The words that this build's catalogues offer to the scenario reader: kinds, triggers, steps, interfaces, PDUs.
[[nodiscard]] const scenario::Vocabulary& vocabulary();

}  // namespace ripcord::run
