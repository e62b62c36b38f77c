// How a world gets those who live in it.
#include "harness/world/inhabitants.hpp"
#include "harness/world/world.hpp"
#include "transports/base/assert.hpp"

#include <fmt/format.h>

#include <utility>

namespace ripcord::world {

void World::add_services() {
  for (const scenario::ServiceSpec& spec : script_.spec.services) {
    if (spec.kind == scenario::ServiceKind::foreign && !abroad_) {
      fail(fmt::format("service {}: programs of others have no place here", spec.name));
      continue;
    }
    Host& at = host(spec.host);
    Voice& voice = add_voice(Speaker::Role::server, spec.name, spec.host);
    const Setting setting{.runtime = stage_.runtime(),
                          .network = stage_.host(spec.host),
                          .publisher = voice,
                          .seed = seed_,
                          .number = voice.speaker().number,
                          .shelf = script_.shelf,
                          .spin = stage_.spin()};
    services_.push_back(
        std::make_unique<Service>(*this, spec, make_server(spec, setting), *at.mapper));
  }
}

std::unique_ptr<Server> World::make_server(const scenario::ServiceSpec& spec,
                                           const Setting& setting) {
  if (spec.kind != scenario::ServiceKind::foreign)
    return script_.cast.server(setting, spec, housemate(spec));
  const protocol::InterfaceTable& interfaces = script_.rules.interfaces();
  const protocol::InterfaceIndex interface = interfaces.find(spec.interface);
  RIPCORD_ASSERT(interface != protocol::unknown_interface);
  return abroad_->server(setting, spec, interfaces[interface].id);
}

/// A service of ours that lives at the endpoint of `spec` already.
Server* World::housemate(const scenario::ServiceSpec& spec) const {
  if (!spec.port) return nullptr;
  for (const std::unique_ptr<Service>& service : services_) {
    const scenario::ServiceSpec& other = service->spec();
    const bool is_ours = other.kind != scenario::ServiceKind::foreign;
    if (is_ours && other.port == spec.port && other.host == spec.host) return &service->server();
  }
  return nullptr;
}

void World::add_clients() {
  for (const scenario::ClientSpec& spec : script_.spec.clients) {
    // Where they have no place nobody asks them to act: `check` refuses such workloads.
    if (spec.kind == scenario::ClientKind::foreign && !abroad_) continue;
    for (std::uint32_t k = 1; k <= spec.count; ++k) add_client(spec, k);
  }
}

void World::add_client(const scenario::ClientSpec& spec, std::uint32_t number) {
  auto player = std::make_unique<Player>(Player{.spec = spec});
  player->name = spec.count == 1 ? spec.name : fmt::format("{}.{}", spec.name, number);
  player->connector = std::make_unique<relay::Connector>(
      relay::Connector::Parts{
          .relays = relays_, .upstream = stage_.host(spec.host), .lanes = *this},
      player->name);
  player->client = make_client(spec, *player);
  players_.push_back(std::move(player));
}

std::unique_ptr<Client> World::make_client(const scenario::ClientSpec& spec, Player& player) {
  Voice& voice = add_voice(Speaker::Role::client, player.name, spec.host);
  player.speaker = voice.speaker().number;
  if (spec.kind != scenario::ClientKind::foreign) {
    const Setting setting{.runtime = stage_.runtime(),
                          .network = *player.connector,
                          .publisher = voice,
                          .seed = seed_,
                          .number = voice.speaker().number,
                          .local_host = local_host(spec.host)};
    return script_.cast.client(setting, spec);
  }
  return abroad_->client(spec, player.name);
}

std::string_view World::local_host(std::string_view name) const {
  return stage_.carrier() == stage::Carrier::local ? name : std::string_view{};
}

World::Voice& World::add_voice(Speaker::Role role, std::string_view name, std::string_view host) {
  const auto number = static_cast<std::uint32_t>(voices_.size() + 1);
  return *voices_.emplace_back(std::make_unique<Voice>(*this, Speaker{role, number, name}, host));
}

World::Host& World::host(std::string_view name) {
  for (const std::unique_ptr<Host>& host : hosts_) {
    if (host->name == name) return *host;
  }
  Voice& voice = add_voice(Speaker::Role::mapper, mapper_name, name);
  const Setting setting{.runtime = stage_.runtime(),
                        .network = stage_.host(name),
                        .publisher = voice,
                        .seed = seed_,
                        .number = voice.speaker().number,
                        .local_host = local_host(name)};
  auto host = std::make_unique<Host>(Host{name, script_.cast.mapper(setting, script_.spec.mapper)});
  return *hosts_.emplace_back(std::move(host));
}

}  // namespace ripcord::world
