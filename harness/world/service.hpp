#pragma once

#include "harness/scenario/world_spec.hpp"
#include "harness/world/cast.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace ripcord::world {

class World;

/// What becomes of a service's connections when it leaves its port.
enum class Connections : std::uint8_t {
  kept,    // they go on
  closed,  // FIN, as a process that ends
  reset,   // RST
};

/// What the mapper knows once a service has left its port.
enum class Mapping : std::uint8_t {
  updated,  // the new endpoint, or nothing if there is none
  stale,    // what it knew before
};

/// A named service of the world: its process, its port, and what its host's mapper knows of it. The
/// verbs are what actions are made of; each is synchronous and traced.
class Service {
 public:
  /// All references outlive the service.
  Service(World& world,
          const scenario::ServiceSpec& spec,
          std::unique_ptr<Server> server,
          Mapper& mapper);
  ~Service();
  Service(const Service&) = delete;
  Service& operator=(const Service&) = delete;

  [[nodiscard]] std::string_view name() const { return spec_.name; }
  [[nodiscard]] const scenario::ServiceSpec& spec() const { return spec_; }
  [[nodiscard]] Server& server() { return *server_; }
  [[nodiscard]] const Server& server() const { return *server_; }
  /// Where it listens now; 0 = nowhere.
  [[nodiscard]] std::uint16_t port() const { return port_; }
  /// Where it listened before it last moved or stopped; 0 = it never did.
  [[nodiscard]] std::uint16_t previous_port() const { return previous_port_; }
  /// Whether it listens, or ever listened, on `port`.
  [[nodiscard]] bool known_at(std::uint16_t port) const;

  /// Listens on `port` (0 = a free one) and tells the mapper. It does not listen yet.
  Result<void> start(std::uint16_t port, Mapping mapping);
  /// Leaves its port.
  void stop(Connections connections, Mapping mapping);
  /// Leaves its port for `port` (0 = a free one).
  Result<void> move(std::uint16_t port, Connections connections, Mapping mapping);
  /// A new process on the same port: associations, context handles and connections of the old one
  /// are gone.
  Result<void> restart(Connections connections);
  /// The mapper forgets where it listens, or learns it again.
  void forget_registration();
  void restore_registration();
  /// The mapper hands its previous port out, too, ahead of where it listens.
  void keep_previous_registration();
  /// `what` listens on `port`, one that the service has left.
  Result<void> take_over(std::uint16_t port, std::unique_ptr<Server> impostor);
  /// Undoes what actions did: impostors are gone, and the service listens and is registered,
  /// nowhere else.
  void mend();

 private:
  [[nodiscard]] Registration registration(std::uint16_t port) const;

  World& world_;
  const scenario::ServiceSpec& spec_;
  std::unique_ptr<Server> server_;
  Mapper& mapper_;
  /// Who took a port over.
  struct Squatter {
    std::uint16_t port = 0;
    std::unique_ptr<Server> server;
  };
  std::vector<Squatter> impostors_;
  std::vector<std::uint16_t> ports_;
  std::uint16_t port_ = 0;
  std::uint16_t previous_port_ = 0;
};

}  // namespace ripcord::world
