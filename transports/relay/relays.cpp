#include "transports/relay/relays.hpp"

#include <algorithm>
#include <utility>

namespace ripcord::relay {

Relays::Relays(io::Runtime& runtime, shim::Rules& rules, CommandSink& sink)
    : runtime_(runtime), rules_(rules), sink_(sink) {}

Relays::~Relays() = default;

void Relays::connect(Relay::Route route, io::ConnectOperation& operation) {
  relays_.push_back(std::make_unique<Relay>(*this, std::move(route)));
  relays_.back()->begin(operation);
}

void Relays::accept(Relay::Route route, std::unique_ptr<io::Stream> client) {
  relays_.push_back(std::make_unique<Relay>(*this, std::move(route)));
  relays_.back()->begin(std::move(client));
}

void Relays::retire() {
  if (reaper_.state() == io::Operation::State::idle) runtime_.post(reaper_);
}

void Relays::reap() {
  std::erase_if(relays_, [this](const std::unique_ptr<Relay>& relay) {
    if (!relay->finished()) return false;
    for (const shim::Direction direction : {shim::Direction::to_server, shim::Direction::to_client})
      delivered_[static_cast<std::size_t>(direction)] += relay->wire().ledger(direction).delivered;
    return true;
  });
}

Time Relays::held_until() const {
  const Time now = runtime_.now();
  Time earliest = never;
  for (const std::unique_ptr<Relay>& relay : relays_) {
    for (const shim::Direction direction :
         {shim::Direction::to_server, shim::Direction::to_client}) {
      const Time due = relay->wire().next_deadline(direction);
      // What is due already waits for its receiver to read.
      if (due > now) earliest = std::min(earliest, due);
    }
  }
  return earliest;
}

std::uint64_t Relays::delivered(shim::Direction direction) const {
  std::uint64_t bytes = delivered_[static_cast<std::size_t>(direction)];
  for (const std::unique_ptr<Relay>& relay : relays_)
    bytes += relay->wire().ledger(direction).delivered;
  return bytes;
}

}  // namespace ripcord::relay
