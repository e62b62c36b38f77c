#include "harness/serve/joint_listener.hpp"

#include "transports/io/runtime.hpp"
#include "transports/io/timer.hpp"

#include <utility>

namespace ripcord::serve {
namespace {

/// After an accept that failed: long enough for connections to end, short enough to go unnoticed.
constexpr Duration accept_pause = std::chrono::milliseconds(100);

}  // namespace

JointListener::JointListener(std::vector<std::unique_ptr<io::Listener>> listeners)
    : io::Listener(listeners.front()->runtime(), listeners.front()->address()),
      watches_(runtime()) {
  for (std::unique_ptr<io::Listener>& listener : listeners) {
    watches_.spawn(watch(doors_.emplace_back(runtime(), std::move(listener))));
  }
}

ErrorCode JointListener::fill_backlog() {
  for (const Door& door : doors_) {
    if (const ErrorCode error = door.listener->fill_backlog()) return error;
  }
  return {};
}

io::Start JointListener::try_accept(io::AcceptOperation& operation) {
  for (Door& door : doors_) {
    if (!door.visitor) continue;
    operation.succeed(std::move(door.visitor));
    door.taken.set();
    return io::Start::done;
  }
  return io::Start::pending;
}

io::Task<void> JointListener::watch(Door& door) {
  while (true) {
    Result<std::unique_ptr<io::Stream>> stream = co_await door.listener->accept();
    if (!stream) {
      co_await io::sleep_for(runtime(), accept_pause);
      continue;
    }
    door.visitor = *std::move(stream);
    retry_accept();
    co_await door.taken.wait();
  }
}

}  // namespace ripcord::serve
