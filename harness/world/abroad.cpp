#include "harness/world/abroad.hpp"

#include "harness/world/foreign_client.hpp"
#include "harness/world/foreign_server.hpp"
#include "harness/world/world.hpp"

#include <fmt/format.h>

#include <utility>

namespace ripcord::world {

Abroad::Abroad(Parts parts)
    : parts_(std::move(parts)),
      outfitter_(parts_.outside, parts_.surroundings),
      watches_(parts_.stage.runtime()) {}

Abroad::~Abroad() = default;

std::unique_ptr<Server> Abroad::server(const Setting& setting,
                                       const scenario::ServiceSpec& spec,
                                       const protocol::InterfaceId& interface) {
  auto server = std::make_unique<ForeignServer>(ForeignServer::Parts{.world = parts_.world,
                                                                     .spec = spec,
                                                                     .interface = interface,
                                                                     .outfitter = outfitter_,
                                                                     .network = setting.network,
                                                                     .runtime = setting.runtime});
  foreigners_.push_back({.spec = &spec, .server = server.get()});
  return server;
}

std::unique_ptr<Client> Abroad::client(const scenario::ClientSpec& spec, const std::string& name) {
  gates_.push_back(std::make_unique<Gate>(parts_.stage, parts_.keeper, name));
  return std::make_unique<ForeignClient>(ForeignClient::Parts{
      .world = parts_.world, .spec = spec, .outfitter = outfitter_, .gate = *gates_.back()});
}

io::Task<void> Abroad::start() {
  for (const Foreigner& foreigner : foreigners_) {
    co_await foreigner.server->rise();
    watches_.spawn(watch_over(foreigner));
  }
}

io::Task<void> Abroad::stop() {
  watches_.clear();
  for (const Foreigner& foreigner : foreigners_) co_await foreigner.server->fall();
}

io::Task<void> Abroad::watch_over(const Foreigner& foreigner) {
  const std::string end = co_await foreigner.server->end();
  if (casualty_.empty()) casualty_ = fmt::format("{}: its program {}", foreigner.spec->name, end);
}

std::vector<ProgramOutput> Abroad::written() const {
  std::vector<ProgramOutput> all;
  for (const Foreigner& foreigner : foreigners_) {
    std::optional<ProgramOutput> one = foreigner.server->written();
    if (one) all.push_back(*std::move(one));
  }
  return all;
}

void Abroad::cut(std::string_view host) {
  for (const std::unique_ptr<Gate>& gate : gates_) gate->cut(host);
}

void Abroad::heal(std::string_view host) {
  for (const std::unique_ptr<Gate>& gate : gates_) gate->heal(host);
}

void Abroad::listener_opened(std::string_view host, std::uint16_t port, Backlog backlog) {
  for (const std::unique_ptr<Gate>& gate : gates_) {
    const Result<void> opened = gate->open(host, port, backlog);
    if (opened) continue;
    parts_.world.fail(fmt::format("no way for client {} to {} port {}: {}",
                                  gate->client(),
                                  host,
                                  port,
                                  opened.error().message()));
  }
}

void Abroad::listener_closed(std::string_view host, std::uint16_t port) {
  for (const std::unique_ptr<Gate>& gate : gates_) gate->close(host, port);
}

const io::Address* Abroad::elsewhere(const scenario::ServiceSpec& spec) const {
  for (const Foreigner& foreigner : foreigners_) {
    const bool meant = foreigner.spec == &spec && foreigner.server->elsewhere().has_value();
    if (meant) return &*foreigner.server->elsewhere();
  }
  return nullptr;
}

}  // namespace ripcord::world
