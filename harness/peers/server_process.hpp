#pragma once

#include "harness/peers/interfaces/backup_service.hpp"
#include "harness/peers/publisher.hpp"
#include "harness/peers/server/served_interface.hpp"
#include "harness/peers/server/server.hpp"
#include "harness/scenario/world_spec.hpp"
#include "harness/world/cast.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <vector>

namespace ripcord::peers {

/// Says each happening in the voice of the service whose interface it concerns; in the first one's
/// where it concerns none.
class Voices final : public Publisher {
 public:
  /// `interface` null = what serves no interface of its own. Both outlive it.
  void add(const ServedInterface* interface, Publisher& publisher) {
    voices_.push_back({interface, &publisher});
  }
  void publish(const Happening& happening) override;

 private:
  struct Voice {
    const ServedInterface* interface = nullptr;
    Publisher* publisher = nullptr;
  };
  std::vector<Voice> voices_;
};

/// The process of one service of a world, or of several that share an endpoint: as with any RPC
/// server, each of its interfaces can be called at each of its ports.
class Process {
 public:
  /// Behaves as `first`, the service that it is made for, says.
  Process(const world::Setting& setting, const scenario::ServiceSpec& first);

  /// Serves `interface` too; returns it. Null = a service of nothing but mgmt, which every process
  /// serves.
  ServedInterface* add(std::unique_ptr<ServedInterface> interface, Publisher& publisher);

  /// Listens on `port`, 0 = any, for one service more.
  Result<std::uint16_t> listen(std::uint16_t port);
  /// One service less needs `port`.
  void stop_listening(std::uint16_t port);
  /// Ends every connection, those that deliver data included, and forgets associations.
  void drop_connections(world::Departure how);

  void forget(world::Memory what);
  /// `interface`, one of its own, is no longer served, or is again.
  void withdraw(const ServedInterface& interface);
  void restore(ServedInterface& interface);
  /// Of every interface that dials its clients.
  void set_callbacks(Callbacks callbacks);

  [[nodiscard]] const Server& server() const { return server_; }

 private:
  Voices voices_;
  std::vector<std::unique_ptr<ServedInterface>> interfaces_;
  std::vector<const ServedInterface*> withdrawn_;
  /// How many services listen on each port.
  std::map<std::uint16_t, unsigned> listening_;
  Server server_;
};

/// How a process that serves `spec` behaves.
[[nodiscard]] ServerOptions server_options(const world::Setting& setting,
                                           const scenario::ServiceSpec& spec);
[[nodiscard]] Departure departure_of(world::Departure how);

}  // namespace ripcord::peers
