#pragma once

#include "harness/run/recording.hpp"
#include "harness/run/result.hpp"
#include "harness/scenario/diagnostic.hpp"
#include "harness/scenario/scenario.hpp"
#include "harness/scenario/template_text.hpp"
#include "harness/scenario/vocabulary.hpp"
#include "harness/stage/stage.hpp"
#include "harness/world/cast.hpp"
#include "transports/protocol/interface_table.hpp"
#include "transports/shim/rule_set.hpp"

#include <boost/system/result.hpp>

#include <memory>
#include <span>
#include <utility>
#include <vector>

namespace ripcord::run {

/// Why a scenario cannot be played although its file is well formed: a rule that the protocol
/// cannot understand, a variable that is not set.
struct Problems {
  Problems() = default;
  explicit Problems(std::vector<scenario::Diagnostic> found) : diagnostics(std::move(found)) {}

  std::vector<scenario::Diagnostic> diagnostics;
};

struct Parts;

/// One variant of one scenario, made ready once and played any number of times.
///
/// Holds what all runs share: the resolved scenario, the interfaces that it names, its compiled
/// rules. Immutable; `play` may be called from several threads at once, and builds a fresh world
/// each time.
class Production {
 public:
  /// Makes `scenario` ready to be played by the peers of `cast`, which outlives the production.
  /// `environment` has the variables that commands of programs of others name; without it these
  /// are not looked at, and no program can be started.
  [[nodiscard]] static boost::system::result<std::unique_ptr<Production>, Problems> prepare(
      scenario::ResolvedScenario scenario,
      const world::Cast& cast,
      scenario::Environment environment = {});
  ~Production();
  Production(const Production&) = delete;
  Production& operator=(const Production&) = delete;

  [[nodiscard]] const scenario::ResolvedScenario& scenario() const;
  [[nodiscard]] const shim::RuleSet& rules() const;
  [[nodiscard]] const protocol::InterfaceTable& interfaces() const;

  /// For those who do not play a run but let its world live, such as a server of it.
  [[nodiscard]] const Parts& parts() const { return *parts_; }

  /// Plays one run at `venue` and judges it. Never fails: what goes wrong is in the result.
  [[nodiscard]] RunResult play(const stage::Venue& venue,
                               std::uint64_t seed,
                               const Recording& recording) const;

 private:
  explicit Production(std::unique_ptr<Parts> parts);

  std::unique_ptr<Parts> parts_;
};

/// The words that this build's catalogues, `cast` and `venues` offer to the scenario reader: kinds,
/// triggers, steps, events, interfaces, PDUs, fields, oracles, errors, transports. Valid as long as
/// `cast`.
[[nodiscard]] scenario::Vocabulary vocabulary(const world::Cast& cast,
                                              std::span<const stage::Venue* const> venues);

}  // namespace ripcord::run
