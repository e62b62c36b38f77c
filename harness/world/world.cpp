#include "harness/world/world.hpp"

#include "harness/scenario/known_names.hpp"
#include "harness/world/guest_names.hpp"
#include "harness/world/inhabitants.hpp"
#include "transports/base/assert.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace ripcord::world {

static_assert(World::mapper_name == scenario::mapper_name);

namespace {

/// What lanes to nobody knows whom are called.
constexpr std::string_view unknown_name = "unknown";

shim::GuestBook::Names names_of_guests(const Script& script) {
  shim::GuestBook::Names names = guest_names(script.spec, script.rules.interfaces());
  names.unknown = unknown_name;
  return names;
}

/// The end of a sentence.
std::string why_uncut(const ErrorCode& error) {
  if (error == stage::no_cable()) return " here";
  if (error != boost::system::errc::operation_not_permitted) return ": " + error.message();
  return ": this kernel lets only root filter packets; play it as root, or as root of a namespace: "
         "unshare -Urn sh -c 'ip link set lo up; exec ripcord run ...'";
}

}  // namespace

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
  if (script.event_names != nullptr) event_names_ = *script.event_names;
  if (stage::Outside* outside = stage.outside()) {
    abroad_.emplace(Abroad::Parts{
        .world = *this,
        .stage = stage,
        .outside = *outside,
        .keeper = *this,
        .surroundings = {.environment = script.environment != nullptr ? *script.environment
                                                                      : scenario::Environment{},
                         .folder = std::string(script.folder),
                         .seed = seed}});
    foreign_mappers_.emplace(ForeignMappers::Parts{.world = *this,
                                                   .abroad = *abroad_,
                                                   .spec = script.spec,
                                                   .interfaces = script.rules.interfaces(),
                                                   .directory = script.rules.protocol().directory(),
                                                   .guests = guest_book()});
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

Result<void> World::open() {
  for (const std::unique_ptr<Host>& host : hosts_) {
    if (!script_.spec.mapper.started || foreign_mapper(host->name) != nullptr) continue;
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
  std::string_view host = hosts_.empty() ? "server" : std::string_view(hosts_.front()->name);
  if (service != nullptr) host = service->spec().host;
  Target target;
  aim_at_mapper(host, target);
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

void World::aim_at_mapper(std::string_view host, Target& target) {
  const Service* const foreign = foreign_mapper(host);
  const std::uint16_t port = foreign == nullptr ? script_.spec.mapper.port : foreign->port();
  target.mapper = stage_.address(host, port);
  target.mapper_whereabouts = target.mapper;
  if (foreign == nullptr) return;
  const io::Address* const elsewhere = abroad_->elsewhere(foreign->spec());
  if (elsewhere != nullptr) target.mapper = *elsewhere;
}

const Service* World::foreign_mapper(std::string_view host) {
  const scenario::ServiceSpec* const spec =
      foreign_mappers_ ? foreign_mappers_->of_host(host) : nullptr;
  return spec == nullptr ? nullptr : service(spec->name);
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
  if (foreign_mappers_ && foreign_mappers_->any()) {
    const std::string_view named = foreign_mappers_->service_at(address);
    if (!named.empty()) return named;
  }
  if (address.port == script_.spec.mapper.port) return mapper_name;
  const Service* const known = known_at(address);
  if (known == nullptr) return unknown_name;
  const bool is_mapper = foreign_mappers_ && foreign_mappers_->is_one(known->spec());
  return is_mapper ? mapper_name : known->name();
}

const Service* World::known_at(const io::Address& address) const {
  // Where mappers of others hand endpoints out, a port alone says little.
  const bool looks_at_hosts = foreign_mappers_ && foreign_mappers_->any();
  for (const std::unique_ptr<Service>& service : services_) {
    if (!service->known_at(address.port)) continue;
    const io::Address* const elsewhere = abroad_ ? abroad_->elsewhere(service->spec()) : nullptr;
    const bool is_host = service->spec().host == address.host ||
                         (elsewhere != nullptr && elsewhere->host == address.host);
    if (is_host || !looks_at_hosts) return service.get();
  }
  return nullptr;
}

shim::GuestBook* World::guests(std::string_view service) {
  const bool is_foreign = foreign_mappers_ && foreign_mappers_->any();
  return is_foreign && service == unknown_name ? &guest_book() : nullptr;
}

/// A server that runs already listens at no host of the stage, and what is at an address of the
/// machine cannot be dialled from a loopback address of the stage.
std::optional<relay::Lanes::Detour> World::detour(const io::Address& address) {
  const auto is_foreign = [](const scenario::ServiceSpec& spec) {
    return spec.kind == scenario::ServiceKind::foreign;
  };
  if (!abroad_ || std::ranges::none_of(script_.spec.services, is_foreign)) return std::nullopt;
  const auto lives_at = [&](const std::unique_ptr<Host>& host) {
    return host->name == address.host;
  };
  if (std::ranges::none_of(hosts_, lives_at))
    return Detour{.network = abroad_->machine(), .remote = address};
  for (const std::unique_ptr<Service>& service : services_) {
    const io::Address* const elsewhere = abroad_->elsewhere(service->spec());
    const bool is_meant = elsewhere != nullptr && service->spec().host == address.host &&
                          service->known_at(address.port);
    if (is_meant) return Detour{.network = abroad_->machine(), .remote = *elsewhere};
  }
  return std::nullopt;
}

shim::GuestBook& World::guest_book() {
  if (!guests_) guests_.emplace(log_, script_.rules.interfaces(), names_of_guests(script_));
  return *guests_;
}

/// What a lane to `address` is called; where several services share a port, its clients say whom
/// they mean.
std::string_view World::lane_to(const io::Address& address) {
  const auto listens = [&](const std::unique_ptr<Service>& service) {
    return service->known_at(address.port);
  };
  return std::ranges::count_if(services_, listens) > 1 ? unknown_name : service_at(address);
}

void World::receive(const io::Address& dialled,
                    io::Network& inside,
                    std::unique_ptr<io::Stream> client) {
  relays_.accept(
      {.lane = {.client = "client", .service = lane_to(dialled), .guests = &guest_book()},
       .upstream = inside,
       .remote = dialled},
      std::move(client));
}

void World::admit(Gate& gate, const io::Address& remote, std::unique_ptr<io::Stream> client) {
  const std::string_view name = service_at(remote);
  const Service* const mapper = name == mapper_name ? foreign_mapper(remote.host) : nullptr;
  // What a mapper of others named is dialled where it said.
  const bool was_named = !foreign_mappers_->service_at(remote).empty();
  const Service* const known = mapper != nullptr || was_named ? mapper : service(name);
  const io::Address* elsewhere = known == nullptr ? nullptr : abroad_->elsewhere(known->spec());
  io::Network& upstream = elsewhere == nullptr ? stage_.host(gate.client()) : abroad_->machine();
  std::unique_ptr<shim::Rewriter> rewriter;
  if (mapper != nullptr)
    rewriter = foreign_mappers_->rewriter(gate, remote.host, client->local_address());
  relays_.accept({.lane = {.client = gate.client(), .service = name, .guests = &guest_book()},
                  .upstream = upstream,
                  .remote = elsewhere == nullptr ? remote : *elsewhere,
                  .rewriter = std::move(rewriter)},
                 std::move(client));
}

// --- Verbs for actions ---------------------------------------------------------------------------

std::unique_ptr<Server> World::impostor(const Service& service, Impostor what) {
  Voice& voice = add_voice(Speaker::Role::impostor, service.name(), service.spec().host);
  const Setting setting{
      stage_.runtime(), stage_.host(service.spec().host), voice, seed_, voice.speaker().number};
  return script_.cast.impostor(setting, what, service.spec());
}

Mapper& World::mapper(const Service& service) {
  const std::string& name = service.spec().host;
  if (foreign_mapper(name) != nullptr)
    fail(fmt::format("the endpoint mapper of host {} is somebody else's", name));
  return *host(name).mapper;
}

void World::start_mapper(const Service& service) {
  const Result<std::uint16_t> listening = mapper(service).listen(script_.spec.mapper.port);
  if (!listening)
    fail(fmt::format("the endpoint mapper cannot listen again: {}", listening.error().message()));
}

stage::Silence World::cut(std::string_view host) {
  const Result<stage::Silence> cut = stage_.cut(host);
  if (!cut) fail(fmt::format("host {} cannot be cut off{}", host, why_uncut(cut.error())));
  if (cut && abroad_) abroad_->cut(host);
  return cut ? *cut : stage::Silence::everybody;
}

void World::heal(std::string_view host) {
  stage_.heal(host);
  if (abroad_) abroad_->heal(host);
}

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

void World::trace_detail(std::string_view name, std::string_view value) {
  log_.detail(stage_.runtime().now(), name, value);
}

void World::trace_listener(const Service& service, std::uint16_t port, trace::Log::Change change) {
  const protocol::InterfaceIndex interface =
      script_.rules.interfaces().find(service.spec().interface);
  log_.listener(stage_.runtime().now(),
                {.service = log_.intern(service.name()), .interface = interface, .port = port},
                change);
}

// --- The end -------------------------------------------------------------------------------------

void World::mend() {
  mended_ = true;
  errands_.clear();
  rules_.retire(stage_.runtime().now());
  for (const std::unique_ptr<Host>& host : hosts_) {
    heal(host->name);
    if (foreign_mapper(host->name) == nullptr) host->mapper->mend(script_.spec.mapper.port);
  }
  for (const std::unique_ptr<Service>& service : services_) service->mend();
}

io::Task<void> World::close_clients() {
  for (const std::unique_ptr<Player>& player : players_) co_await player->client->close();
}

}  // namespace ripcord::world
