#include "harness/peers/server_role.hpp"

#include "harness/peers/interfaces/backup_service.hpp"
#include "harness/peers/interfaces/echo_service.hpp"
#include "harness/peers/interfaces/endpoint_mapper.hpp"
#include "harness/peers/interfaces/management.hpp"
#include "harness/peers/interfaces/stand_in.hpp"
#include "harness/peers/server/foreign_listener.hpp"
#include "harness/peers/server/server.hpp"
#include "harness/peers/server_process.hpp"
#include "transports/base/assert.hpp"
#include "transports/dcerpc/tower_binding.hpp"

#include <utility>
#include <vector>

namespace ripcord::peers {
namespace {

/// Mappers of Microsoft's and of Wine's answer as a Windows server does, in whatever era.
scenario::ServerProfile server_profile_of(scenario::MapperProfile profile) {
  return profile == scenario::MapperProfile::samba ? scenario::ServerProfile::samba
                                                   : scenario::ServerProfile::windows;
}

StoredFile stored_file(const world::Setting& setting,
                       const scenario::ServiceSpec& service,
                       const scenario::FileSpec& file) {
  std::unique_ptr<world::FileContent> content;
  if (setting.shelf != nullptr) content = setting.shelf->content(service.name, file.name);
  if (content) return {.name = file.name, .size = file.size, .content = std::move(content)};
  return make_file(
      file.name, file.size, Prng(setting.seed, "file/" + service.name + "/" + file.name));
}

std::unique_ptr<ServedInterface> make_interface(const world::Setting& setting,
                                                const scenario::ServiceSpec& spec) {
  switch (spec.kind) {
    case scenario::ServiceKind::backup: {
      BackupServiceOptions options{.files = {}, .chunk_size = spec.chunk_size};
      for (const scenario::FileSpec& file : spec.files) {
        options.files.push_back(stored_file(setting, spec, file));
      }
      return std::make_unique<BackupService>(setting.network, std::move(options));
    }
    case scenario::ServiceKind::echo:
      return std::make_unique<EchoService>(setting.runtime);
    case scenario::ServiceKind::stand_in: {
      RIPCORD_ASSERT(spec.interface_id.has_value());
      return std::make_unique<StandIn>(protocol::Interface{spec.interface, *spec.interface_id, {}},
                                       spec.operations);
    }
    case scenario::ServiceKind::mgmt:
    case scenario::ServiceKind::foreign:
      break;
  }
  // mgmt is served by every server; a foreign one is not ours to make.
  return nullptr;
}

class ServiceRole final : public world::Server {
 public:
  /// Lives in `process`, its own or that of a service beside it.
  ServiceRole(const world::Setting& setting,
              const scenario::ServiceSpec& spec,
              std::shared_ptr<Process> process)
      : spec_(spec),
        process_(std::move(process)),
        interface_(process_->add(make_interface(setting, spec), setting.publisher)) {}

  Result<std::uint16_t> listen(std::uint16_t port) override {
    const Result<std::uint16_t> chosen = process_->listen(port);
    if (chosen) ports_.push_back(*chosen);
    return chosen;
  }
  void stop_listening() override {
    for (const std::uint16_t port : std::exchange(ports_, {})) process_->stop_listening(port);
  }
  void drop_connections(world::Departure how) override { process_->drop_connections(how); }
  void forget(world::Memory what) override { process_->forget(what); }
  void withdraw_interface() override {
    if (interface_ != nullptr) process_->withdraw(*interface_);
  }
  void restore_interface() override {
    if (interface_ != nullptr) process_->restore(*interface_);
  }
  void block_callbacks() override { process_->set_callbacks(Callbacks::blocked); }
  void restore_callbacks() override { process_->set_callbacks(Callbacks::dialled); }

  world::Registration registration() const override {
    const InterfaceDescription& description =
        interface_ != nullptr ? interface_->description() : management_interface;
    return {.interface = std::string(description.name),
            .id = description.id,
            .annotation = spec_.annotation};
  }

  std::size_t open_handles() const override {
    return process_->server().associations().handle_count();
  }
  std::size_t open_connections() const override { return process_->server().connection_count(); }

  [[nodiscard]] const std::shared_ptr<Process>& process() const { return process_; }

 private:
  const scenario::ServiceSpec& spec_;
  std::shared_ptr<Process> process_;
  ServedInterface* interface_;
  std::vector<std::uint16_t> ports_;
};

/// The interface of whoever took a port over: one that no client of ours asks for.
protocol::Interface other_interface() {
  return {"other",
          {{0x0b0e5a7e, 0x1cd1, 0x4b5e, {0x9c, 0x0d, 0x5e, 0x21, 0x7a, 0x44, 0x90, 0x3f}}, 1, 0},
          {}};
}

class OtherServer final : public world::Server {
 public:
  OtherServer(const world::Setting& setting, const scenario::ServiceSpec& victim)
      : interface_(other_interface(), {}),
        server_(setting.network,
                setting.publisher,
                Prng(setting.seed, "impostor/" + victim.name),
                server_options(setting, victim)) {
    server_.add(interface_);
  }

  Result<std::uint16_t> listen(std::uint16_t port) override { return server_.listen(port); }
  void stop_listening() override { server_.stop_listening(); }
  void drop_connections(world::Departure how) override {
    server_.drop_connections(departure_of(how));
    server_.forget_associations();
  }
  world::Registration registration() const override {
    return {.interface = "other", .id = other_interface().id};
  }
  std::size_t open_handles() const override { return 0; }
  std::size_t open_connections() const override { return server_.connection_count(); }

 private:
  StandIn interface_;
  peers::Server server_;
};

class ForeignProgram final : public world::Server {
 public:
  ForeignProgram(const world::Setting& setting, ForeignKind kind)
      : network_(setting.network), kind_(kind) {}

  Result<std::uint16_t> listen(std::uint16_t port) override {
    Result<std::unique_ptr<ForeignListener>> listening =
        ForeignListener::listen(network_, {{}, port}, kind_);
    if (!listening) return listening.error();
    listener_ = std::move(*listening);
    return listener_->port();
  }
  world::Backlog backlog() const override {
    return kind_ == ForeignKind::full ? world::Backlog::full : world::Backlog::served;
  }
  void stop_listening() override { listener_.reset(); }
  void drop_connections(world::Departure) override { listener_.reset(); }
  world::Registration registration() const override { return {}; }
  std::size_t open_handles() const override { return 0; }
  std::size_t open_connections() const override { return 0; }

 private:
  io::Network& network_;
  ForeignKind kind_;
  std::unique_ptr<ForeignListener> listener_;
};

class MapperRole final : public world::Mapper {
 public:
  MapperRole(const world::Setting& setting, const scenario::MapperSpec& spec)
      : mapper_(setting.publisher, Prng(setting.seed, "mapper"), spec),
        server_(setting.network,
                setting.publisher,
                Prng(setting.seed, "mapper/server"),
                {.profile = server_profile_of(spec.profile)}),
        local_host_(setting.local_host) {
    server_.add(mapper_);
  }

  Result<std::uint16_t> listen(std::uint16_t port) override { return server_.listen(port); }
  void stop_listening() override { server_.stop_listening(); }
  void drop_connections() override {
    server_.drop_connections(peers::Departure::closed);
    server_.forget_associations();
    mapper_.forget_handles();
  }

  void insert(const world::Registration& registration) override {
    MapperEntry entry = make_entry(binding_of(registration), registration.annotation);
    static_cast<void>(mapper_.enlist(std::move(entry), Replace::no));
  }
  void remove(const world::Registration& registration) override {
    mapper_.delist(registration.id, registration.port);
  }
  void forget_handles() override { mapper_.forget_handles(); }
  void clear() override { mapper_.restart(); }
  void mend(std::uint16_t port) override {
    mapper_.restart();
    if (server_.ports().empty()) static_cast<void>(server_.listen(port));
  }

  std::size_t open_connections() const override { return server_.connection_count(); }
  std::size_t open_handles() const override { return mapper_.handle_count(); }

 private:
  [[nodiscard]] dcerpc::TowerBinding binding_of(const world::Registration& registration) const {
    dcerpc::TowerBinding binding;
    binding.interface = registration.id;
    binding.port = registration.port;
    if (local_host_.empty()) return binding;
    binding.protocol_sequence = dcerpc::ProtocolSequence::ncalrpc;
    binding.endpoint = io::Address(local_host_, registration.port).text();
    return binding;
  }

  EndpointMapper mapper_;
  peers::Server server_;
  std::string local_host_;
};

}  // namespace

std::unique_ptr<world::Server> make_server(const world::Setting& setting,
                                           const scenario::ServiceSpec& spec,
                                           world::Server* housemate) {
  // Every service of a world is one of these; impostors have no housemates.
  auto process = housemate != nullptr ? static_cast<ServiceRole*>(housemate)->process()
                                      : std::make_shared<Process>(setting, spec);
  return std::make_unique<ServiceRole>(setting, spec, std::move(process));
}

std::unique_ptr<world::Server> make_impostor(const world::Setting& setting,
                                             world::Impostor what,
                                             const scenario::ServiceSpec& victim) {
  switch (what) {
    case world::Impostor::other_interface:
      return std::make_unique<OtherServer>(setting, victim);
    case world::Impostor::raw:
      return std::make_unique<ForeignProgram>(setting, ForeignKind::raw);
    case world::Impostor::silent:
      return std::make_unique<ForeignProgram>(setting, ForeignKind::silent);
    case world::Impostor::full:
      return std::make_unique<ForeignProgram>(setting, ForeignKind::full);
  }
  RIPCORD_ASSERT(false);
}

std::unique_ptr<world::Mapper> make_mapper(const world::Setting& setting,
                                           const scenario::MapperSpec& spec) {
  return std::make_unique<MapperRole>(setting, spec);
}

}  // namespace ripcord::peers
