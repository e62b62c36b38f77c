#pragma once

#include "harness/run/production.hpp"
#include "harness/run/result.hpp"
#include "harness/scenario/scenario.hpp"
#include "harness/scenario/template_text.hpp"
#include "harness/stage/stage.hpp"
#include "harness/world/cast.hpp"
#include "transports/shim/rule_spec.hpp"

#include <boost/system/result.hpp>

#include <cstdint>
#include <memory>
#include <vector>

namespace ripcord::run {

struct Twin;

/// Who says whether a run that is played under other rules than its scenario's went well.
enum class Judges : std::uint8_t {
  /// The oracles alone: the scenario's expectations are of its own rules.
  oracles,
  /// The oracles and the scenario's expectations, but for what these say of its rules.
  everybody,
};

/// One variant of one scenario and one seed, whose rules are others each time.
///
/// What all runs share is made once; a run costs its rules' compilation and the play itself, and
/// the run with which oracles compare is played once for all. Immutable: `play` may be called from
/// several threads at once.
class Variations {
 public:
  /// `cast` and `venue` outlive the variations. Where time of `venue` is real two equal runs need
  /// not come out alike. `environment` has the variables that commands of programs of others name.
  [[nodiscard]] static boost::system::result<std::unique_ptr<Variations>, Problems> prepare(
      scenario::ResolvedScenario scenario,
      const world::Cast& cast,
      const stage::Venue& venue,
      std::uint64_t seed,
      Judges judges = Judges::oracles,
      scenario::Environment environment = {});
  ~Variations();
  Variations(const Variations&) = delete;
  Variations& operator=(const Variations&) = delete;

  [[nodiscard]] const scenario::ResolvedScenario& scenario() const;
  [[nodiscard]] std::uint64_t seed() const { return seed_; }
  [[nodiscard]] Judges judges() const { return judges_; }
  [[nodiscard]] const stage::Venue& venue() const { return venue_; }

  /// A run and the rules that its trace refers to.
  struct Played {
    Played(RunResult outcome, std::unique_ptr<const Parts> played);
    Played(Played&& other) noexcept;
    Played& operator=(Played&&) = delete;
    ~Played();

    /// What `result.trace` needs to be read: it goes last.
    std::unique_ptr<const Parts> parts;
    RunResult result;
  };
  /// Plays the scenario under `rules` instead of its own. A rule need not fire. The result says
  /// `invalid` where a rule cannot be understood.
  [[nodiscard]] Played play(std::vector<shim::RuleSpec> rules, Keep keep) const;

 private:
  Variations(std::unique_ptr<const Parts> base,
             const stage::Venue& venue,
             std::uint64_t seed,
             Judges judges);

  /// Without rules.
  std::unique_ptr<const Parts> base_;
  const stage::Venue& venue_;
  std::uint64_t seed_;
  Judges judges_;
  /// Null where programs of others take part, which cannot be asked to do the same again.
  std::unique_ptr<const Twin> twin_;
};

}  // namespace ripcord::run
