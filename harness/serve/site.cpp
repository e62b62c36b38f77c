#include "harness/serve/site.hpp"

#include "harness/run/parts.hpp"
#include "harness/stage/keep_busy.hpp"
#include "harness/stage/stage.hpp"
#include "transports/base/assert.hpp"
#include "transports/trace/log.hpp"

#include <algorithm>
#include <utility>

namespace ripcord::serve {

bool can_listen_at(const std::string& host) {
  tcp::Runtime runtime;
  tcp::Network network(runtime);
  return network.listen({host, 0}).has_value();
}

/// This machine as a stage of one host. Nobody plays on it: the site's owner drives the runtime.
class Site::Stage final : public stage::Stage {
 public:
  Stage(io::Runtime& runtime, const Places& places, io::Network& network)
      : runtime_(runtime), places_(places), network_(&network) {}

  /// From now on every host is in `network`.
  void move_to(io::Network& network) { network_ = &network; }

  io::Runtime& runtime() override { return runtime_; }
  io::Network& host(std::string_view) override { return *network_; }
  io::Address address(std::string_view, std::uint16_t port) override {
    return {places_.hosts.front(), port};
  }
  [[nodiscard]] Spin spin() const override { return &stage::keep_busy; }
  Result<stage::Silence> cut(std::string_view) override { return stage::no_cable(); }
  void heal(std::string_view) override {}
  stage::Stop run(const stage::Limits&) override { RIPCORD_ASSERT(false); }
  void done() override { RIPCORD_ASSERT(false); }

 private:
  io::Runtime& runtime_;
  const Places& places_;
  io::Network* network_;
};

Site::Site(Places places)
    : machine_(runtime_),
      network_(machine_, std::move(places)),
      porch_(network_, *this),
      stage_(std::make_unique<Stage>(runtime_, network_.places(), network_)) {}

Site::~Site() = default;

Result<void> Site::choose_ports(scenario::WorldSpec& world, Endpoints endpoints) {
  if (world.mapper.started) {
    const Result<std::uint16_t> mapper = network_.reserve(world.mapper.port);
    if (!mapper) return mapper.error();
    world.mapper.port = *mapper;
  }
  if (endpoints == Endpoints::apart) return {};
  const Result<std::uint16_t> shared = network_.reserve(0);
  if (!shared) return shared.error();
  for (scenario::ServiceSpec& service : world.services) {
    if (!service.port) service.port = *shared;
  }
  return {};
}

Result<void> Site::open(const Stock& stock) {
  const run::Parts& parts = stock.production.parts();
  const auto breaks_the_wire = [](const shim::CompiledRule& rule) { return rule.fault != nullptr; };
  if (std::ranges::any_of(parts.rules->rules(), breaks_the_wire)) stage_->move_to(porch_);
  // Nobody reads it, and a server may live for weeks.
  constexpr trace::Log::Limits nothing{.records = 0, .payload_bytes = 0};
  log_ = std::make_unique<trace::Log>(parts.rules->legend(), trace::Payload::none, nothing);
  world_ = std::make_unique<world::World>(world::Script{.spec = parts.scenario.world,
                                                        .cast = parts.cast,
                                                        .rules = *parts.rules,
                                                        .shelf = stock.shelf},
                                          *stage_,
                                          stock.seed,
                                          stock.observer,
                                          *log_);
  return world_->open();
}

void Site::receive(const io::Address& dialled,
                   io::Network& inside,
                   std::unique_ptr<io::Stream> client) {
  world_->receive(dialled, inside, std::move(client));
}

std::vector<Site::Served> Site::served() const {
  const std::string& host = network_.places().hosts.front();
  std::vector<Served> served;
  const scenario::MapperSpec& mapper = world_->spec().mapper;
  if (mapper.started)
    served.push_back({std::string(world::World::mapper_name), {host, mapper.port}});
  for (const scenario::ServiceSpec& spec : world_->spec().services) {
    const std::uint16_t port = world_->service(spec.name)->port();
    if (port != 0) served.push_back({spec.name, {host, port}});
  }
  return served;
}

}  // namespace ripcord::serve
