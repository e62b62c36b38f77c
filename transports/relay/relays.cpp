#include "transports/relay/relays.hpp"

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
  std::erase_if(relays_, [](const std::unique_ptr<Relay>& relay) { return relay->finished(); });
}

}  // namespace ripcord::relay
