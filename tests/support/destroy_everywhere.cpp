#include "tests/support/destroy_everywhere.hpp"

#include "transports/io/frame_pool.hpp"

namespace ripcord::test {
namespace {

std::string text_of(const io::LiveCounts& live) {
  return std::to_string(live.ready) + " ready, " + std::to_string(live.armed) + " armed, " +
         std::to_string(live.streams) + " streams, " + std::to_string(live.listeners) +
         " listeners, " + std::to_string(live.connections) + " connections, " +
         std::to_string(live.tasks) + " tasks";
}

/// Whether the world came to its end within `steps`.
bool destroy_after(std::uint64_t steps,
                   const std::function<std::unique_ptr<World>(sim::Runtime&)>& build,
                   sim::RuntimeOptions options,
                   std::string& leaks) {
  const std::size_t blocks_before = io::live_blocks();
  sim::Runtime runtime(options);
  std::unique_ptr<World> world = build(runtime);
  const sim::Stop stop = runtime.run_until_idle({.steps = steps});

  world.reset();

  const std::size_t blocks = io::live_blocks() - blocks_before;
  if (runtime.live() != io::LiveCounts{} || blocks != 0) {
    leaks += "after step " + std::to_string(steps) + ": " + text_of(runtime.live()) + ", " +
             std::to_string(blocks) + " blocks\n";
  }
  return stop == sim::Stop::idle;
}

}  // namespace

Destruction destroy_after_every_step(
    const std::function<std::unique_ptr<World>(sim::Runtime&)>& build,
    sim::RuntimeOptions options,
    std::uint64_t steps_max) {
  Destruction destruction;
  while (destruction.steps < steps_max && destruction.leaks.empty()) {
    if (destroy_after(destruction.steps, build, options, destruction.leaks)) break;
    ++destruction.steps;
  }
  return destruction;
}

}  // namespace ripcord::test
