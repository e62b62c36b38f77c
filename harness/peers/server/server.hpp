#pragma once

#include "harness/peers/publisher.hpp"
#include "harness/peers/server/association_groups.hpp"
#include "harness/peers/server/served_interface.hpp"
#include "harness/peers/server/server_habits.hpp"
#include "transports/base/prng.hpp"
#include "transports/base/result.hpp"
#include "transports/io/network.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace ripcord::peers {

struct ServerOptions {
  scenario::ServerProfile profile = scenario::ServerProfile::windows;
  /// The largest fragment that this server agrees to, in bytes; its transport's bounds it.
  std::uint32_t fragment_size = 5840;
  /// Connections on which no call runs are closed after so long; none = never.
  std::optional<Duration> idle_close;
  /// It works so long on each call, beyond what it needs anyway.
  Duration service_time{};
  /// What keeps the processor busy meanwhile; null = nothing does, and it only waits.
  void (*spin)(Duration) = nullptr;
  /// The host part of the addresses that it listens at; empty = the network's choice.
  std::string host;
};

/// How a server lets go of its connections.
enum class Departure : std::uint8_t {
  /// As the kernel closes a dead process's sockets: FIN, or RST where bytes were unread.
  closed,
  /// RST at once.
  reset,
};

/// A process that serves interfaces on ports: accepts, runs a `ServerSession` for each connection,
/// dispatches to interfaces. It has association groups of its own and serves mgmt by itself.
///
/// The verbs are synchronous and may be called from anywhere, also from within `Publisher::publish`
/// on behalf of this very server; so they destroy no coroutine. Destroying the server does: it
/// cancels everything it does, and its streams close as a dead process's do.
class Server {
 public:
  /// `network`, `publisher` and the interfaces outlive the server.
  Server(io::Network& network, Publisher& publisher, Prng random, const ServerOptions& options);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  /// Serves `interface` on every port from now on.
  void add(ServedInterface& interface);
  /// Later binds of it are refused; later calls on contexts of it get nca_s_unk_if.
  void remove(const ServedInterface& interface);

  /// Listens on `port`, or on one that the network chooses if it is 0; returns it. Fails as
  /// `io::Network::listen` does.
  Result<std::uint16_t> listen(std::uint16_t port);
  /// Refuses new connections on `port`; those that it accepted live on.
  void stop_listening(std::uint16_t port);
  /// On every port.
  void stop_listening();
  [[nodiscard]] std::vector<std::uint16_t> ports() const;

  /// Ends every connection.
  void drop_connections(Departure how);
  /// Ends the connection that happenings call `number`, if it is still there.
  void drop_connection(std::uint64_t number, Departure how);
  /// Runs all context handles down; association groups stay.
  void run_down_handles();
  /// Forgets all association groups and runs their context handles down, as a new process would
  /// not know them.
  void forget_associations();

  [[nodiscard]] std::size_t connection_count() const;
  [[nodiscard]] const AssociationGroups& associations() const;

  /// More connections at one time are closed as soon as they are accepted: bounded memory.
  static constexpr std::size_t connections_max = 4096;

 private:
  class Host;
  std::unique_ptr<Host> host_;
};

}  // namespace ripcord::peers
