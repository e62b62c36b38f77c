#pragma once

#include "harness/run/parts.hpp"
#include "harness/stage/sim_venue.hpp"
#include "harness/stage/stage.hpp"
#include "harness/world/world.hpp"
#include "transports/base/result.hpp"
#include "transports/io/group.hpp"
#include "transports/io/task.hpp"

#include <cstdint>
#include <memory>
#include <string_view>

namespace ripcord::world {

/// A world that no player plays, in sim where no other venue is given: one backup service `store`,
/// one echo service `other`, one client, and one action that a test performs when it likes.
class SmallWorld {
 public:
  /// `action` is what `do:` of a rule would have: `move_endpoint: { for: 5s }`.
  explicit SmallWorld(std::string_view action, const stage::Venue& venue = stage::sim_venue());
  ~SmallWorld();
  SmallWorld(const SmallWorld&) = delete;
  SmallWorld& operator=(const SmallWorld&) = delete;

  [[nodiscard]] Service& store() { return *world_->service("store"); }
  [[nodiscard]] Service& other() { return *world_->service("other"); }
  [[nodiscard]] World& world() { return *world_; }
  [[nodiscard]] stage::Stage& stage() { return *stage_; }

  /// Performs the action at once.
  void act();
  /// Lets the world go on for so long.
  void pass(Duration time);
  /// What a connect from the client's host to `port` of the store's host ends with; at most 5 s.
  [[nodiscard]] Result<void> dial(std::uint16_t port);
  /// What the client gets that asks the mapper for the store's interface, or backs the store up.
  [[nodiscard]] Ending map() { return perform(0); }
  [[nodiscard]] Ending back_up() { return perform(1); }
  /// Lets the world go on until `task` has ended, or waits for what will never happen: `idle`. What
  /// is left of it then is gone.
  stage::Stop play(io::Task<void> task);

 private:
  class Deaf final : public Observer {
   public:
    void observe(const Speaker&, const Happening&, Time) override {}
  };

  [[nodiscard]] Ending perform(std::size_t step);
  void play_to_end(io::Task<void> task);
  io::Task<void> then_done(io::Task<void> task);

  run::Parts parts_;
  std::unique_ptr<stage::Stage> stage_;
  std::unique_ptr<trace::Log> log_;
  Deaf deaf_;
  std::unique_ptr<World> world_;
};

}  // namespace ripcord::world
