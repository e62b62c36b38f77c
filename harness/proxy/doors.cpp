#include "harness/proxy/doors.hpp"

#include "transports/io/runtime.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace ripcord::proxy {

Doors::Doors(io::Network& network, Options options, Porter& porter)
    : network_(network),
      options_(std::move(options)),
      porter_(porter),
      changed_(network.runtime()),
      group_(network.runtime()) {
  group_.spawn(close_idle());
}

Doors::~Doors() { group_.clear(); }

std::optional<io::Address> Doors::own_upstream() {
  for (const Route& route : options_.routes) {
    const auto meets = [&](const Route& other) { return is_met_at(other.listen, route.upstream); };
    if (std::ranges::any_of(options_.routes, meets)) return route.upstream;
  }
  return std::nullopt;
}

/// Whether who dials `dialled` comes to whoever listens at `listening`.
bool Doors::is_met_at(const io::Address& listening, const io::Address& dialled) {
  if (listening.port != dialled.port) return false;
  if (listening.host == dialled.host) return true;
  const bool everywhere = listening.host == "0.0.0.0" || listening.host == "::";
  // What can be listened at is an address of this machine.
  return everywhere && network_.listen({dialled.host, 0}).has_value();
}

Result<void> Doors::open(const std::string& service) {
  for (std::size_t i = 0; i < options_.routes.size(); ++i) {
    const Route& route = options_.routes[i];
    auto listener = network_.listen(route.listen);
    if (!listener) return listener.error();
    doors_.push_back(std::make_unique<Door>(
        *std::move(listener),
        Door::Plan{.route = i, .upstream = route.upstream, .service = service},
        porter_));
  }
  return {};
}

Door* Doors::learn(const Door& mapper,
                   const protocol::DirectoryEntry& entry,
                   const std::string& service) {
  // Clients take the port and ignore the tower's address (MS-RPCE §3.1.3.5.3), and so does this.
  const io::Address upstream(mapper.plan().upstream.host, entry.port);
  Door* door = find(mapper.plan().route, upstream);
  if (door == nullptr) door = open_learned(mapper, upstream, service);
  if (door != nullptr) door->touch();
  return door;
}

Door* Doors::find(std::size_t route, const io::Address& upstream) {
  const auto found = std::ranges::find_if(doors_, [&](const std::unique_ptr<Door>& door) {
    return door->plan().route == route && door->plan().upstream == upstream;
  });
  return found == doors_.end() ? nullptr : found->get();
}

Door* Doors::open_learned(const Door& mapper,
                          const io::Address& upstream,
                          const std::string& service) {
  if (learned_ >= learned_max) {
    porter_.notice(fmt::format("cannot listen for {} at {}: {} learned endpoints are open already",
                               service,
                               upstream.text(),
                               learned_max));
    return nullptr;
  }
  const auto is_its = [&](const std::unique_ptr<Door>& door) {
    return is_met_at(door->address(), upstream);
  };
  if (std::ranges::any_of(doors_, is_its)) {
    porter_.notice(
        fmt::format("the mapper names {} for {}: this proxy itself", upstream.text(), service));
    return nullptr;
  }
  const std::uint16_t port = options_.ports == Ports::same ? upstream.port : std::uint16_t{0};
  auto listener = network_.listen({options_.routes[mapper.plan().route].listen.host, port});
  if (!listener) {
    porter_.notice(fmt::format("cannot listen for {} at {}: {}; its clients go past the proxy",
                               service,
                               upstream.text(),
                               listener.error().message()));
    return nullptr;
  }
  ++learned_;
  Door& door = *doors_.emplace_back(std::make_unique<Door>(*std::move(listener),
                                                           Door::Plan{.kind = Door::Kind::learned,
                                                                      .route = mapper.plan().route,
                                                                      .upstream = upstream,
                                                                      .service = service},
                                                           porter_));
  porter_.notice(
      fmt::format("learned {}: {} -> {}", service, door.address().text(), upstream.text()));
  changed_.set();
  return &door;
}

io::Task<void> Doors::close_idle() {
  io::Runtime& runtime = network_.runtime();
  for (;;) {
    const Time due = next_expiry();
    co_await changed_.wait_until(due);
    const auto has_expired = [&](const std::unique_ptr<Door>& door) {
      return door->plan().kind == Door::Kind::learned &&
             after(door->idle_since(), options_.expiry) <= runtime.now();
    };
    learned_ -= std::erase_if(doors_, has_expired);
  }
}

/// When to look again: while a learned door is in use, once more after the time of expiry.
Time Doors::next_expiry() const {
  Time next = never;
  for (const std::unique_ptr<Door>& door : doors_) {
    if (door->plan().kind != Door::Kind::learned) continue;
    const Time idle = door->idle_since();
    const Time from = idle == never ? network_.runtime().now() : idle;
    next = std::min(next, after(from, options_.expiry));
  }
  return next;
}

}  // namespace ripcord::proxy
