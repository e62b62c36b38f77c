#include "harness/world/world.hpp"

#include "harness/scenario/known_names.hpp"
#include "transports/base/assert.hpp"
#include "transports/base/prng.hpp"

#include <fmt/format.h>

#include <utility>

namespace ripcord::world {

static_assert(World::mapper_name == scenario::mapper_name);

/// A peer's way to say what happened: it knows who speaks.
class World::Voice final : public Publisher {
 public:
  Voice(World& world, Speaker speaker, std::string_view host)
      : world_(world), speaker_(speaker), host_(host), name_(world.log_.intern(speaker.name)) {}

  void publish(const Happening& happening) override { world_.hear(*this, happening); }
  [[nodiscard]] const Speaker& speaker() const { return speaker_; }
  /// The host that it lives on.
  [[nodiscard]] std::string_view host() const { return host_; }
  /// Its name in the log.
  [[nodiscard]] trace::NameId name() const { return name_; }

 private:
  World& world_;
  Speaker speaker_;
  std::string_view host_;
  trace::NameId name_;
};

/// A machine that has services, and so an endpoint mapper.
struct World::Host {
  std::string_view name;
  std::unique_ptr<Mapper> mapper;
};

/// A client with its own way through the shim.
struct World::Player {
  const scenario::ClientSpec& spec;
  std::string name;
  std::uint32_t speaker = 0;
  std::unique_ptr<relay::Connector> connector;
  std::unique_ptr<Client> client;
};

World::World(const Script& script,
             stage::Stage& stage,
             std::uint64_t seed,
             Observer& observer,
             trace::Log& log)
    : script_(script),
      stage_(stage),
      seed_(seed),
      observer_(observer),
      log_(log),
      rules_(script.rules, seed, log),
      relays_(stage.runtime(), rules_, *this),
      errands_(stage.runtime()) {
  if (stage::Outside* outside = stage.outside()) {
    abroad_.emplace(Abroad::Parts{
        .world = *this,
        .stage = stage,
        .outside = *outside,
        .keeper = *this,
        .surroundings = {
            .environment = script.environment, .folder = script.folder, .seed = seed}});
  }
  add_services();
  add_clients();
}

World::~World() {
  open_ = false;
  // Relays use the streams of the network; clients use relays.
  errands_.clear();
  players_.clear();
  abroad_.reset();
}

void World::add_services() {
  for (const scenario::ServiceSpec& spec : script_.spec.services) {
    if (spec.kind == scenario::ServiceKind::foreign && !abroad_) {
      fail(fmt::format("service {}: programs of others have no place here", spec.name));
      continue;
    }
    Host& at = host(spec.host);
    Voice& voice = add_voice(Speaker::Role::server, spec.name, spec.host);
    const Setting setting{stage_.runtime(),
                          stage_.host(spec.host),
                          voice,
                          seed_,
                          voice.speaker().number,
                          script_.shelf};
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
    const Setting setting{
        stage_.runtime(), *player.connector, voice, seed_, voice.speaker().number};
    return script_.cast.client(setting, spec);
  }
  return abroad_->client(spec, player.name);
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
  const Setting setting{stage_.runtime(), stage_.host(name), voice, seed_, voice.speaker().number};
  auto host = std::make_unique<Host>(Host{name, script_.cast.mapper(setting, script_.spec.mapper)});
  return *hosts_.emplace_back(std::move(host));
}

Result<void> World::open() {
  for (const std::unique_ptr<Host>& host : hosts_) {
    if (!script_.spec.mapper.started) continue;
    const Result<std::uint16_t> listening = host->mapper->listen(script_.spec.mapper.port);
    if (!listening) return listening.error();
  }
  for (const std::unique_ptr<Service>& service : services_) {
    if (!service->spec().started) continue;
    const Result<void> started = service->start(service->spec().port.value_or(0), Mapping::updated);
    if (!started) return started.error();
  }
  open_ = true;
  return {};
}

io::Task<void> World::start_programs() {
  if (abroad_) co_await abroad_->start();
}

io::Task<void> World::stop_programs() {
  if (abroad_) co_await abroad_->stop();
}

// --- Those who live in it ------------------------------------------------------------------------

std::vector<World::Actor> World::clients(std::string_view name) {
  std::vector<Actor> found;
  for (const std::unique_ptr<Player>& player : players_) {
    if (player->spec.name == name)
      found.push_back({player->client.get(), player->name, player->speaker});
  }
  return found;
}

std::vector<World::Actor> World::clients() {
  std::vector<Actor> found;
  for (const std::unique_ptr<Player>& player : players_) {
    found.push_back({player->client.get(), player->name, player->speaker});
  }
  return found;
}

Service* World::service(std::string_view name) {
  for (const std::unique_ptr<Service>& service : services_) {
    if (service->name() == name) return service.get();
  }
  return nullptr;
}

Target World::target(const Aim& aim) {
  const protocol::InterfaceTable& interfaces = script_.rules.interfaces();
  const Service* service = aimed_at(aim);
  // The scenario reader refuses names that are not there; an interface that nobody serves is asked
  // of the first host.
  const std::string_view host = service != nullptr ? std::string_view(service->spec().host)
                                : hosts_.empty()   ? "server"
                                                   : hosts_.front()->name;
  Target target{.mapper = stage_.address(host, script_.spec.mapper.port)};
  std::string_view interface = aim.interface;
  if (service != nullptr) {
    target.service = &service->spec();
    target.endpoint = stage_.address(host, service->spec().port.value_or(0));
    target.whereabouts =
        stage_.address(host, service->port() != 0 ? service->port() : service->previous_port());
    if (abroad_) {
      const io::Address* elsewhere = abroad_->elsewhere(service->spec());
      if (elsewhere != nullptr) target.endpoint = *elsewhere;
    }
    if (interface.empty()) interface = service->spec().interface;
  }
  const protocol::InterfaceIndex index = interfaces.find(interface);
  if (index == protocol::unknown_interface) return target;
  target.interface = interfaces[index].id;
  target.operation = interfaces.operation(index, aim.operation).value_or(aim.opnum);
  return target;
}

const Service* World::aimed_at(const Aim& aim) const {
  for (const std::unique_ptr<Service>& service : services_) {
    const scenario::ServiceSpec& spec = service->spec();
    const bool meant =
        aim.service.empty() ? aim.interface.empty() || spec.interface == aim.interface : spec.name == aim.service;
    if (meant) return service.get();
  }
  return nullptr;
}

std::size_t World::open_handles() const {
  std::size_t count = 0;
  for (const std::unique_ptr<Service>& service : services_)
    count += service->server().open_handles();
  return count;
}

std::size_t World::open_connections() const {
  std::size_t count = 0;
  for (const std::unique_ptr<Service>& service : services_)
    count += service->server().open_connections();
  return count;
}

std::size_t World::open_lookup_handles() const {
  std::size_t count = 0;
  for (const std::unique_ptr<Host>& host : hosts_) count += host->mapper->open_handles();
  return count;
}

/// Who listens, or once listened, at `address`: a stale endpoint still belongs to the service that
/// it was of.
std::string_view World::service_at(const io::Address& address) {
  if (address.port == script_.spec.mapper.port) return mapper_name;
  for (const std::unique_ptr<Service>& service : services_) {
    if (service->known_at(address.port)) return service->name();
  }
  return "unknown";
}

void World::admit(const Gate& gate, const io::Address& remote, std::unique_ptr<io::Stream> client) {
  const std::string_view name = service_at(remote);
  const Service* known = service(name);
  const io::Address* elsewhere = known == nullptr ? nullptr : abroad_->elsewhere(known->spec());
  io::Network& upstream = elsewhere == nullptr ? stage_.host(gate.client()) : abroad_->machine();
  relays_.accept({.lane = {.client = gate.client(), .service = name},
                  .upstream = upstream,
                  .remote = elsewhere == nullptr ? remote : *elsewhere},
                 std::move(client));
}

// --- Verbs for actions ---------------------------------------------------------------------------

std::unique_ptr<Server> World::impostor(const Service& service, Impostor what) {
  Voice& voice = add_voice(Speaker::Role::impostor, service.name(), service.spec().host);
  const Setting setting{
      stage_.runtime(), stage_.host(service.spec().host), voice, seed_, voice.speaker().number};
  return script_.cast.impostor(setting, what, service.spec());
}

Mapper& World::mapper(const Service& service) { return *host(service.spec().host).mapper; }

void World::start_mapper(const Service& service) {
  const Result<std::uint16_t> listening = mapper(service).listen(script_.spec.mapper.port);
  if (!listening)
    fail(fmt::format("the endpoint mapper cannot listen again: {}", listening.error().message()));
}

void World::cut(std::string_view host) {
  if (!stage_.cut(host)) fail(fmt::format("host {} cannot be cut off here", host));
}

void World::heal(std::string_view host) { static_cast<void>(stage_.heal(host)); }

void World::fail(std::string what) {
  if (failure_.empty()) failure_ = std::move(what);
}

void World::trace_action(const Cause& cause,
                         std::string_view verb,
                         std::string_view object,
                         std::uint64_t value) {
  log_.action(stage_.runtime().now(),
              {.rule = cause.rule, .verb = verb, .object = object, .value = value});
}

void World::trace_listener(const Service& service, std::uint16_t port, trace::Log::Change change) {
  const protocol::InterfaceIndex interface =
      script_.rules.interfaces().find(service.spec().interface);
  log_.listener(stage_.runtime().now(),
                {.service = log_.intern(service.name()), .interface = interface, .port = port},
                change);
}

// --- What happens --------------------------------------------------------------------------------

void World::hear(const Voice& voice, const Happening& happening) {
  const Speaker& speaker = voice.speaker();
  const Time now = stage_.runtime().now();
  observer_.observe(speaker, happening, now);
  if (speaker.role == Speaker::Role::mapper) follow(voice, happening);
  // Those who are born or die with the world are heard by the books, but set nothing off.
  if (!open_) return;
  trace::NameId& event = event_names_[static_cast<std::size_t>(happening.event)];
  if (event == trace::no_name) event = log_.intern(event_name(happening.event));
  const bool client = speaker.role == Speaker::Role::client;
  trace::Log::Happened happened{.event = event,
                                .client = client ? voice.name() : trace::no_name,
                                .service = client ? trace::no_name : voice.name(),
                                .operation = happening.operation,
                                .port = happening.port,
                                .status = happening.status};
  if (happening.interface != nullptr)
    happened.interface = script_.rules.interfaces().find(*happening.interface);
  if (!happening.subject.empty()) happened.about = log_.intern(happening.subject);
  std::vector<shim::RuleIndex> commands;
  rules_.publish(now, happened, commands);
  for (const shim::RuleIndex rule : commands) act(rule, client ? std::string_view{} : speaker.name);
}

/// A mapper begins and ceases to listen without a Service that would say so.
void World::follow(const Voice& mapper, const Happening& happening) {
  if (happening.event == Event::server_started) listener_opened(mapper.host(), happening.port);
  if (happening.event == Event::server_stopped) listener_closed(mapper.host(), happening.port);
}

void World::perform(shim::RuleIndex rule, const shim::Scope& scope) {
  act(rule, log_.text(scope.service));
}

void World::act(shim::RuleIndex rule, std::string_view service) {
  if (++actions_ > actions_max) return fail("rules set each other off without end");
  const shim::RuleSpec& spec = script_.rules.rules()[rule].spec;
  const ActionKind* kind = find_action_kind(spec.kind);
  RIPCORD_ASSERT(kind != nullptr);
  kind->act(*this, spec.arguments, {.rule = rule, .service = service});
}

// --- The end -------------------------------------------------------------------------------------

void World::mend() {
  errands_.clear();
  rules_.retire(stage_.runtime().now());
  for (const std::unique_ptr<Host>& host : hosts_) {
    static_cast<void>(stage_.heal(host->name));
    host->mapper->mend(script_.spec.mapper.port);
  }
  for (const std::unique_ptr<Service>& service : services_) service->mend();
}

io::Task<void> World::close_clients() {
  for (const std::unique_ptr<Player>& player : players_) co_await player->client->close();
}

}  // namespace ripcord::world
