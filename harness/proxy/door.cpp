#include "harness/proxy/door.hpp"

#include "transports/io/timer.hpp"

#include <fmt/format.h>

#include <utility>

namespace ripcord::proxy {

Door::Visit::~Visit() {
  --door_.visits_;
  door_.touch();
}

Door::Door(std::unique_ptr<io::Listener> listener, Plan plan, Porter& porter)
    : listener_(std::move(listener)),
      plan_(std::move(plan)),
      porter_(porter),
      used_(listener_->runtime().now()),
      group_(listener_->runtime()) {
  group_.spawn(admit_all());
}

io::Task<void> Door::admit_all() {
  bool failing = false;
  for (;;) {
    Result<std::unique_ptr<io::Stream>> client = co_await listener_->accept();
    if (client) {
      failing = false;
      porter_.admit(*this, *std::move(client));
      continue;
    }
    if (!std::exchange(failing, true)) {
      porter_.notice(
          fmt::format("cannot accept at {}: {}", address().text(), client.error().message()));
    }
    co_await io::sleep_for(listener_->runtime(), pause_after_failure);
  }
}

}  // namespace ripcord::proxy
