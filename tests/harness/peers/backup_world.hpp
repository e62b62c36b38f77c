#pragma once

#include "harness/peers/client/backup_client.hpp"
#include "harness/peers/interfaces/backup_service.hpp"
#include "harness/peers/interfaces/endpoint_mapper.hpp"
#include "harness/peers/server/server.hpp"
#include "tests/harness/peers/recorder.hpp"
#include "tests/support/destroy_everywhere.hpp"
#include "transports/sim/network.hpp"
#include "transports/sim/runtime.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace ripcord::peers {

/// A host `store` with a mapper and a backup service of two files, and a host `desk` with a client.
class BackupWorld final : public test::World {
 public:
  BackupWorld(sim::Runtime& sim_runtime, scenario::ClientSpec client_spec);

  /// Begins a backup of `files`; `outcome` has a value once it has ended.
  void begin_backup();
  void begin_probe();

  /// Gives the service up on its port and listens on another; the mapper learns of it.
  void move_service();
  /// Enlists the service at `port`.
  void enlist(std::uint16_t port, Replace replace);
  /// The service's process dies and starts anew on the same port.
  void restart_service(Departure how);
  /// Does `act` after `wait`.
  void later(Duration wait, std::function<void()> act);
  [[nodiscard]] std::uint16_t service_port() const { return server.ports().front(); }

  sim::Runtime& runtime;
  sim::Network network;
  Recorder said_by_server;
  Recorder said_by_client;
  scenario::ClientSpec spec;
  ClientContext context;
  EndpointMapper mapper;
  BackupService service;
  Server mapper_server;
  Server server;
  BackupClient client;
  std::vector<std::string> files{"priv.edb", "pub.edb"};
  std::optional<BackupOutcome> outcome;
  std::optional<BackupOutcome> probe_outcome;
  io::Group work;

 private:
  io::Task<void> back_up();
  io::Task<void> probe();
  io::Task<void> act_later(Duration wait, std::function<void()> act);
};

}  // namespace ripcord::peers
