#pragma once

#include "harness/run/expectation.hpp"
#include "harness/run/ledger.hpp"
#include "harness/run/oracle.hpp"
#include "harness/run/parts.hpp"
#include "harness/run/production.hpp"
#include "harness/run/result.hpp"
#include "harness/stage/stage.hpp"
#include "harness/world/world.hpp"
#include "transports/io/group.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ripcord::run {

/// One run, from the first listener to the verdict.
///
///     open the world -> workload -> mend -> probe -> settle -> close clients -> settle -> judge
///
/// The whole story is one coroutine, so that "nothing more can happen" while it waits is a hang
/// wherever it happens.
class Play {
 public:
  /// `parts` and `venue` outlive the play. `recording` says whether the result gets the trace.
  Play(const Parts& parts,
       const stage::Venue& venue,
       std::uint64_t seed,
       const Recording& recording);
  ~Play();
  Play(const Play&) = delete;
  Play& operator=(const Play&) = delete;

  /// Plays and judges. Called once.
  [[nodiscard]] RunResult result();

  /// What the play with `seed` comes to where nothing disturbs it.
  [[nodiscard]] static Twin undisturbed(const Parts& parts,
                                        const stage::Venue& venue,
                                        std::uint64_t seed);

 private:
  /// Who is to play the twin of another play.
  enum class Undisturbed : std::uint8_t { no, yes };

  /// Where the story is.
  enum class Act : std::uint8_t { workload, probe, closing, over };

  /// A step as one client performs it, once or (in a `repeat`) several times.
  struct Begun {
    const scenario::Step* step = nullptr;
    world::World::Actor actor;
    world::Target target;
    /// How many performances have not ended.
    std::uint32_t open = 0;
    world::Ending ending;
    Duration elapsed{};
  };

  Play(const Parts& parts,
       const stage::Venue& venue,
       std::uint64_t seed,
       const Recording& recording,
       Undisturbed undisturbed);

  io::Task<void> story();
  io::Task<void> perform(const scenario::Step& step);
  io::Task<void> perform_all(const std::vector<scenario::Step>& steps);
  io::Task<void> perform_parallel(const scenario::ParallelStep& parallel);
  io::Task<void> perform_by_clients(const scenario::Step& step);
  io::Task<void> perform_by(world::World::Actor actor,
                            const scenario::Step& step,
                            world::Target target);
  io::Task<void> probe();
  io::Task<void> settle(std::size_t (Play::*left)() const);
  [[nodiscard]] std::size_t handles_left() const;
  [[nodiscard]] std::size_t connections_left() const;
  [[nodiscard]] Duration settling_time() const;
  Begun& begin(const world::World::Actor& actor,
               const scenario::Step& step,
               const world::Target& target);

  void play_story();
  void note_end_of_workload();
  [[nodiscard]] bool any_rule_fired() const;
  [[nodiscard]] std::string describe_hang(stage::Stop stop) const;
  [[nodiscard]] world::Ending workload_ending() const;

  void judge(RunResult& result);
  void judge_rules(RunResult& result);
  void judge_expectations(RunResult& result);
  void judge_oracles(RunResult& result);
  void judge_programs(RunResult& result);
  [[nodiscard]] std::vector<world::ProgramOutput> written() const;
  [[nodiscard]] Facts facts();
  [[nodiscard]] std::vector<ClientEnd> client_ends() const;
  /// What the same play comes to without rules and with a network that does nothing of its own.
  const Twin& twin();
  Twin play_undisturbed();
  void end_world();
  void count_files(Seen& seen) const;
  void add_seen(const Begun& begun, SeenRun& seen) const;
  [[nodiscard]] const Begun* troubled() const;
  [[nodiscard]] std::string silenced() const;
  [[nodiscard]] std::string unfounded() const;
  [[nodiscard]] std::uint64_t claims(std::uint32_t speaker, std::string_view file) const;

  const Parts& parts_;
  const stage::Venue& venue_;
  std::uint64_t seed_;
  Keep keep_;
  Undisturbed undisturbed_;
  Ledger ledger_;
  std::unique_ptr<stage::Stage> stage_;
  std::unique_ptr<trace::Log> log_;
  std::unique_ptr<world::World> world_;
  Act act_ = Act::workload;
  /// In the order in which they began: one for each step and client.
  std::vector<std::unique_ptr<Begun>> begun_;
  Duration elapsed_{};
  std::size_t workload_records_ = 0;
  Metrics metrics_;
  std::optional<world::Ending> ending_;
  std::string hang_;
  std::optional<world::Ending> probe_;
  std::string no_probe_;
  std::size_t open_handles_ = 0;
  std::size_t open_connections_ = 0;
  std::size_t open_lookup_handles_ = 0;
  /// As the workload left them, where a rule had fired by then.
  std::vector<ClientEnd> client_ends_;
  std::optional<Twin> twin_;
};

}  // namespace ripcord::run
