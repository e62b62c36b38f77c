#include "harness/world/gate.hpp"

#include "transports/io/timer.hpp"

#include <algorithm>
#include <utility>

namespace ripcord::world {
namespace {

/// How long a door waits after an accept that failed: the machine is short of something.
constexpr Duration pause_after_failure = std::chrono::milliseconds(100);

}  // namespace

Gate::Gate(stage::Stage& stage, Doorkeeper& keeper, std::string client)
    : stage_(stage), keeper_(keeper), client_(std::move(client)), group_(stage.runtime()) {}

std::string Gate::double_of(std::string_view host) const {
  // No host of a scenario can be called so.
  return std::string(host) + " for " + client_;
}

io::Address Gate::address_of(std::string_view host, std::uint16_t port) {
  const std::string name = double_of(host);
  static_cast<void>(stage_.host(name));
  return stage_.address(name, port);
}

Result<void> Gate::open(std::string_view host, std::uint16_t port, Backlog backlog) {
  const io::Address meant = stage_.address(host, port);
  if (find(meant) != nullptr) return {};
  Result<std::unique_ptr<io::Listener>> listener =
      stage_.host(double_of(host)).listen(io::Address({}, port));
  if (!listener) return listener.error();
  const bool is_full = backlog == Backlog::full;
  if (const ErrorCode error = is_full ? (*listener)->fill_backlog() : ErrorCode()) return error;
  static_cast<void>(add(meant, *std::move(listener)));
  return {};
}

void Gate::cut(std::string_view host) {
  const std::string name = double_of(host);
  static_cast<void>(stage_.host(name));
  // What can be done to the one can be done to the other.
  static_cast<void>(stage_.cut(name));
}

Result<io::Address> Gate::lead_to(std::string_view host, const io::Address& meant) {
  if (const Door* const known = find(meant)) return known->listener->address();
  io::Network& network = stage_.host(double_of(host));
  Result<std::unique_ptr<io::Listener>> listener = network.listen(io::Address({}, meant.port));
  // Whoever listens at that port of every address has it here, too.
  if (!listener) listener = network.listen(io::Address({}, 0));
  if (!listener) return listener.error();
  return add(meant, *std::move(listener));
}

const Gate::Door* Gate::find(const io::Address& meant) const {
  const auto found = std::ranges::find_if(
      doors_, [&](const Door& door) { return door.listener && door.meant == meant; });
  return found == doors_.end() ? nullptr : &*found;
}

io::Address Gate::add(const io::Address& meant, std::unique_ptr<io::Listener> listener) {
  io::Address address = listener->address();
  doors_.push_back({.meant = meant, .listener = std::move(listener)});
  group_.spawn(welcome(std::prev(doors_.end())));
  return address;
}

void Gate::close(std::string_view host, std::uint16_t port) {
  const io::Address meant = stage_.address(host, port);
  for (Door& door : doors_) {
    if (door.meant == meant) door.listener.reset();
  }
}

io::Task<void> Gate::welcome(std::list<Door>::iterator door) {
  while (door->listener) {
    Result<std::unique_ptr<io::Stream>> client = co_await door->listener->accept();
    if (client) {
      // What this sets off may close the door.
      keeper_.admit(*this, door->meant, std::move(*client));
    } else if (door->listener) {
      co_await io::sleep_for(stage_.runtime(), pause_after_failure);
    }
  }
  doors_.erase(door);
}

}  // namespace ripcord::world
