#pragma once

#include "transports/sim/runtime.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace ripcord::test {

/// Whatever a script builds on a runtime. Its destructor ends the world: its members in order are
/// network, streams and listeners, groups, so that they die the other way round.
class World {
 public:
  World() = default;
  virtual ~World() = default;
  World(const World&) = delete;
  World& operator=(const World&) = delete;
};

struct Destruction {
  std::uint64_t steps = 0;  ///< of the script when it is left alone
  std::string leaks;        ///< empty, or after which step what was left alive
};

/// Builds the world again and again on a fresh runtime, lets it run for 0, 1, 2, ... steps until it
/// has come to its end, destroys it there, and counts what is still alive. `steps_max` bounds
/// scripts that never end.
[[nodiscard]] Destruction destroy_after_every_step(
    const std::function<std::unique_ptr<World>(sim::Runtime&)>& build,
    sim::RuntimeOptions options = {},
    std::uint64_t steps_max = 100'000);

}  // namespace ripcord::test
