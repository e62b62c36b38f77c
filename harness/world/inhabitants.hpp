#pragma once

#include "harness/world/world.hpp"

namespace ripcord::world {

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

}  // namespace ripcord::world
