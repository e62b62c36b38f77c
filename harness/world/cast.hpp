#pragma once

#include "harness/scenario/step.hpp"
#include "harness/scenario/world_spec.hpp"
#include "harness/world/ending.hpp"
#include "harness/world/file_content.hpp"
#include "harness/world/publisher.hpp"
#include "transports/io/network.hpp"
#include "transports/io/task.hpp"
#include "transports/protocol/interface_table.hpp"
#include "transports/protocol/protocol.hpp"
#include "transports/shim/kind.hpp"
#include "transports/trace/log.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ripcord::world {

/// What every peer is given. All of it outlives the peer.
struct Setting {
  io::Runtime& runtime;
  /// Its host's way to others; a client's leads through the shim.
  io::Network& network;
  Publisher& publisher;
  /// The run's seed; a peer derives its own streams from it and its name.
  std::uint64_t seed = 1;
  /// The peer's number among all of the run, from 1.
  std::uint32_t number = 1;
  /// Contents of the files that services offer; null = all are drawn from the seed.
  const FileShelf* shelf = nullptr;
  /// Where endpoints are local sockets and not ports: the host's name, with which their names begin
  /// (`server:49152`). Empty where they are ports.
  std::string_view local_host{};
  /// What keeps the processor busy for so long; null where time is virtual, and work takes none.
  void (*spin)(Duration) = nullptr;
};

/// What a service tells its host's endpoint mapper.
struct Registration {
  std::string interface;
  protocol::InterfaceId id;
  std::string annotation;
  std::uint16_t port = 0;
  friend bool operator==(const Registration&, const Registration&) = default;
};

/// How a process lets go of its connections.
enum class Departure : std::uint8_t {
  closed,  // FIN, as the kernel closes a dead process's sockets
  reset,   // RST at once
};

/// What a process can lose while it goes on.
enum class Memory : std::uint8_t {
  context_handles,  // run down; associations and connections stay
  associations,     // nobody can join them any more; their handles are run down, too
};

/// What becomes of those who connect.
enum class Backlog : std::uint8_t {
  served,
  full,  // nobody answers them
};

/// A service and the process that serves it.
class Server {
 public:
  virtual ~Server() = default;

  /// Listens on `port`, 0 = whichever is free, beside what it already listens on; returns the port.
  /// Errors as io::Network::listen.
  virtual Result<std::uint16_t> listen(std::uint16_t port) = 0;
  [[nodiscard]] virtual Backlog backlog() const { return Backlog::served; }
  /// Closes its listeners; connections go on.
  virtual void stop_listening() = 0;
  /// Ends every connection, and forgets associations and context handles with them, as a process
  /// that ends.
  virtual void drop_connections(Departure how) = 0;

  /// Loses `what` while its connections go on. Those who have none of it lose nothing.
  virtual void forget(Memory /*what*/) {}
  /// Its interface can no longer be bound or called, though the process listens; or can again.
  virtual void withdraw_interface() {}
  virtual void restore_interface() {}
  /// Whom it dials by itself it does not reach any more; or does again.
  virtual void block_callbacks() {}
  virtual void restore_callbacks() {}

  /// What its host's mapper should know of it, but for the port.
  [[nodiscard]] virtual Registration registration() const = 0;

  [[nodiscard]] virtual std::size_t open_handles() const = 0;
  [[nodiscard]] virtual std::size_t open_connections() const = 0;
};

/// Something else that listens where a service was.
enum class Impostor : std::uint8_t {
  other_interface,  // a server of the same protocol that knows none of the caller's interfaces
  raw,              // a program that speaks no RPC: sends a banner and closes
  silent,           // accepts, reads, and never says a word
  full,             // accepts nobody: its backlog is full, and connects are not answered
};

/// The endpoint mapper of a host.
class Mapper {
 public:
  virtual ~Mapper() = default;
  virtual Result<std::uint16_t> listen(std::uint16_t port) = 0;
  virtual void stop_listening() = 0;
  virtual void drop_connections() = 0;

  /// Adds `registration` beside those of other services of the same interface.
  virtual void insert(const Registration& registration) = 0;
  virtual void remove(const Registration& registration) = 0;
  /// Searches that clients have under way cannot go on.
  virtual void forget_handles() = 0;
  /// Forgets every registration, as a mapper restarted without its database.
  virtual void clear() = 0;
  /// Listens on `port` again, and on nothing else, and forgets every registration: services
  /// register anew.
  virtual void mend(std::uint16_t port) = 0;

  [[nodiscard]] virtual std::size_t open_connections() const = 0;
  /// Lookup handles that clients have not given back.
  [[nodiscard]] virtual std::size_t open_handles() const = 0;
};

/// Where a step is aimed.
struct Target {
  /// The service's host's endpoint mapper.
  io::Address mapper;
  /// The same as an address of the stage, which only programs of others are told.
  io::Address mapper_whereabouts;
  /// The service: its name, interface and host. Null for a step that names none.
  const scenario::ServiceSpec* service = nullptr;
  /// Where the service always is; port 0 = ask the mapper.
  io::Address endpoint;
  /// Where it listens now, or did when it last listened; port 0 = it never did. Only programs of
  /// others are told.
  io::Address whereabouts;
  /// The interface and operation that the step names, where it names them; else the service's.
  protocol::InterfaceId interface;
  std::uint16_t operation = 0;
};

/// A client of the world. It keeps what it learned (bindings, connections, associations) from step
/// to step.
class Client {
 public:
  virtual ~Client() = default;

  /// Plays `step`, one of the kinds that a peer performs. The client, `step` and `target` outlive
  /// the task.
  virtual io::Task<Ending> perform(const scenario::Step& step, const Target& target) = 0;

  /// Asks for a little of what `step` asked for, in the same way and with what the client has
  /// cached.
  virtual io::Task<Ending> probe(const scenario::Step& step, const Target& target) = 0;

  /// Why `probe` must not be asked of it; empty if it may.
  [[nodiscard]] virtual std::string_view no_probe() const { return {}; }

  /// Ends its connections in good order.
  virtual io::Task<void> close() = 0;
};

/// An error that a client of this protocol may report, by the name that an expectation may use.
struct ErrorName {
  std::string_view name;
  std::uint32_t number = 0;
};

/// The peers of one protocol; immutable, and shared by threads.
class Cast {
 public:
  virtual ~Cast() = default;

  [[nodiscard]] virtual const protocol::Protocol& protocol() const = 0;
  /// The interfaces that its peers serve, as rules name them; the mapper's own is among them.
  [[nodiscard]] virtual std::span<const protocol::Interface> interfaces() const = 0;

  /// The kinds of step that its clients perform.
  [[nodiscard]] virtual std::span<const std::string_view> steps() const = 0;
  [[nodiscard]] virtual std::span<const ErrorName> errors() const = 0;

  // --- What oracles must know of the protocol ----------------------------------------------------

  /// Whether a client whose wire had these symptoms may report `error`.
  [[nodiscard]] virtual bool documents(shim::Symptoms symptoms, std::uint32_t error) const = 0;
  /// The first PDU of `log` that its sender may not send in its state, as a sentence; empty if
  /// there is none.
  [[nodiscard]] virtual std::string misconduct(const trace::Log& log) const = 0;

  // --- The peers ---------------------------------------------------------------------------------

  /// A service in a process of its own, or (`housemate`, a service that this cast made) beside
  /// another: then they share ports, connections and associations, and die together.
  [[nodiscard]] virtual std::unique_ptr<Server> server(const Setting& setting,
                                                       const scenario::ServiceSpec& spec,
                                                       Server* housemate) const = 0;
  [[nodiscard]] virtual std::unique_ptr<Server> impostor(
      const Setting& setting, Impostor what, const scenario::ServiceSpec& victim) const = 0;
  [[nodiscard]] virtual std::unique_ptr<Mapper> mapper(const Setting& setting,
                                                       const scenario::MapperSpec& spec) const = 0;
  [[nodiscard]] virtual std::unique_ptr<Client> client(const Setting& setting,
                                                       const scenario::ClientSpec& spec) const = 0;
};

}  // namespace ripcord::world
