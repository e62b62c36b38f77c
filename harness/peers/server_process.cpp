#include "harness/peers/server_process.hpp"

#include "transports/base/assert.hpp"

#include <utility>

namespace ripcord::peers {

void Voices::publish(const Happening& happening) {
  RIPCORD_ASSERT(!voices_.empty());
  Publisher* chosen = voices_.front().publisher;
  if (voices_.size() > 1 && happening.interface != nullptr) {
    for (const Voice& voice : voices_) {
      if (voice.interface == nullptr) continue;
      if (voice.interface->description().id == *happening.interface) chosen = voice.publisher;
    }
  }
  chosen->publish(happening);
}

Process::Process(const world::Setting& setting, const scenario::ServiceSpec& first)
    : server_(setting.network,
              voices_,
              Prng(setting.seed, "server/" + first.name),
              server_options(setting, first)) {}

ServedInterface* Process::add(std::unique_ptr<ServedInterface> interface, Publisher& publisher) {
  ServedInterface* const added = interface.get();
  voices_.add(added, publisher);
  if (added == nullptr) return nullptr;
  interfaces_.push_back(std::move(interface));
  server_.add(*added);
  return added;
}

Result<std::uint16_t> Process::listen(std::uint16_t port) {
  if (const auto at = listening_.find(port); at != listening_.end()) {
    ++at->second;
    return port;
  }
  const Result<std::uint16_t> chosen = server_.listen(port);
  if (chosen) listening_.emplace(*chosen, 1);
  return chosen;
}

void Process::stop_listening(std::uint16_t port) {
  const auto at = listening_.find(port);
  RIPCORD_ASSERT(at != listening_.end());
  if (--at->second > 0) return;
  listening_.erase(at);
  server_.stop_listening(port);
}

void Process::drop_connections(world::Departure how) {
  server_.drop_connections(departure_of(how));
  server_.forget_associations();
  for (const std::unique_ptr<ServedInterface>& interface : interfaces_) {
    if (auto* backup = dynamic_cast<BackupService*>(interface.get()))
      backup->drop_data_connections();
  }
}

void Process::forget(world::Memory what) {
  if (what == world::Memory::associations) return server_.forget_associations();
  server_.run_down_handles();
}

void Process::withdraw(const ServedInterface& interface) {
  if (std::erase(withdrawn_, &interface) == 0) server_.remove(interface);
  withdrawn_.push_back(&interface);
}

void Process::restore(ServedInterface& interface) {
  if (std::erase(withdrawn_, &interface) > 0) server_.add(interface);
}

void Process::set_callbacks(Callbacks callbacks) {
  for (const std::unique_ptr<ServedInterface>& interface : interfaces_) {
    if (auto* backup = dynamic_cast<BackupService*>(interface.get()))
      backup->set_callbacks(callbacks);
  }
}

ServerOptions server_options(const world::Setting& setting, const scenario::ServiceSpec& spec) {
  ServerOptions options{
      .profile = spec.profile, .fragment_size = spec.fragment_size, .idle_close = spec.idle_close};
  if (!spec.service_time) return options;
  options.service_time = spec.service_time->whole();
  options.spin = setting.spin;
  return options;
}

Departure departure_of(world::Departure how) {
  return how == world::Departure::closed ? Departure::closed : Departure::reset;
}

}  // namespace ripcord::peers
