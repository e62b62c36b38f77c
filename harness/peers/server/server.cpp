#include "harness/peers/server/server.hpp"

#include "harness/peers/interfaces/management.hpp"
#include "harness/peers/pdu_buffer.hpp"
#include "harness/peers/server/interface_set.hpp"
#include "harness/peers/server/server_session.hpp"
#include "transports/io/deadline.hpp"
#include "transports/io/group.hpp"
#include "transports/io/runtime.hpp"
#include "transports/io/stream.hpp"
#include "transports/io/timer.hpp"

#include <algorithm>
#include <list>
#include <utility>

namespace ripcord::peers {
namespace {

/// How long a server that has said its last word waits for the client to close, so that the word
/// is not overtaken by a reset. Two seconds, as long as HTTP servers linger.
constexpr Duration linger = std::chrono::seconds(2);

}  // namespace

class Server::Host {
 public:
  Host(io::Network& network, Publisher& publisher, Prng random, const ServerOptions& options)
      : network_(network),
        publisher_(publisher),
        options_(options),
        groups_(random, publisher),
        management_(interfaces_, statistics_),
        settings_{.habits = habits_of(options.profile),
                  .interfaces = interfaces_,
                  .groups = groups_,
                  .fragment_max = fragment_max(options)},
        coroutines_(network.runtime()) {
    interfaces_.add(management_);
  }

  InterfaceSet& interfaces() { return interfaces_; }
  AssociationGroups& groups() { return groups_; }

  Result<std::uint16_t> listen(std::uint16_t port);
  void stop_listening(std::optional<std::uint16_t> port);
  [[nodiscard]] std::vector<std::uint16_t> ports() const;
  void drop_connections(std::optional<std::uint64_t> number, Departure how);
  [[nodiscard]] std::size_t connection_count() const { return connections_.size(); }

 private:
  struct Listening {
    std::unique_ptr<io::Listener> listener;  // null once it has stopped
  };
  /// Its coroutine owns it in the list; anybody may end its stream.
  struct Connection {
    std::unique_ptr<io::Stream> stream;  // null once it was dropped
    std::uint64_t number = 0;
  };
  using Connections = std::list<Connection>;

  static std::uint16_t fragment_max(const ServerOptions& options) {
    const std::uint32_t transport_max = habits_of(options.profile).fragment_max;
    return static_cast<std::uint16_t>(std::min(options.fragment_size, transport_max));
  }

  io::Task<void> accept(std::list<Listening>::iterator listening);
  void open(std::unique_ptr<io::Stream> stream);
  io::Task<void> converse(Connections::iterator connection);
  io::Task<void> serve_units(Connection& connection, ServerSession& session);
  void limit_idling(Connection& connection, std::optional<io::Deadline>& idle);
  ServerSession::Next take(PduBuffer::Front front, const PduBuffer& buffer, ServerSession& session);
  Answer dispatch(const Connection& connection, ServerSession& session);
  void announce(ServerSession::Next next, ServerSession& session);
  io::Task<void> take_leave(Connection& connection);
  void executed(const Connection& connection, const ServerSession& session, const Call& call);

  io::Network& network_;
  Publisher& publisher_;
  ServerOptions options_;
  InterfaceSet interfaces_;
  AssociationGroups groups_;
  ServerStatistics statistics_;
  Management management_;
  SessionSettings settings_;
  std::list<Listening> listening_;
  Connections connections_;
  std::uint64_t last_connection_ = 0;
  io::Group coroutines_;
};

Result<std::uint16_t> Server::Host::listen(std::uint16_t port) {
  Result<std::unique_ptr<io::Listener>> listener =
      network_.listen(io::Address(options_.host, port));
  if (!listener) return listener.error();
  const std::uint16_t chosen = (*listener)->address().port;
  listening_.push_back({.listener = std::move(*listener)});
  coroutines_.spawn(accept(std::prev(listening_.end())));
  publisher_.publish({.event = Event::server_started, .port = chosen});
  return chosen;
}

void Server::Host::stop_listening(std::optional<std::uint16_t> port) {
  for (Listening& listening : listening_) {
    if (!listening.listener) continue;
    const std::uint16_t at = listening.listener->address().port;
    if (port && *port != at) continue;
    listening.listener.reset();
    publisher_.publish({.event = Event::server_stopped, .port = at});
  }
}

std::vector<std::uint16_t> Server::Host::ports() const {
  std::vector<std::uint16_t> ports;
  for (const Listening& listening : listening_) {
    if (listening.listener) ports.push_back(listening.listener->address().port);
  }
  return ports;
}

void Server::Host::drop_connections(std::optional<std::uint64_t> number, Departure how) {
  for (Connection& connection : connections_) {
    if (!connection.stream || (number && *number != connection.number)) continue;
    if (how == Departure::reset) connection.stream->abort();
    connection.stream.reset();
  }
}

io::Task<void> Server::Host::accept(std::list<Listening>::iterator listening) {
  while (listening->listener) {
    Result<std::unique_ptr<io::Stream>> stream = co_await listening->listener->accept();
    if (!listening->listener || !stream) break;
    open(std::move(*stream));
  }
  listening_.erase(listening);
}

void Server::Host::open(std::unique_ptr<io::Stream> stream) {
  if (connections_.size() == connections_max) return;
  connections_.push_back({.stream = std::move(stream), .number = ++last_connection_});
  coroutines_.spawn(converse(std::prev(connections_.end())));
}

io::Task<void> Server::Host::converse(Connections::iterator connection) {
  const std::uint64_t number = connection->number;
  const std::uint16_t port =
      connection->stream ? connection->stream->local_address().port : std::uint16_t{0};
  if (connection->stream) {
    publisher_.publish({.event = Event::connection_accepted, .port = port, .connection = number});
  }
  if (connection->stream) {
    ServerSession session(settings_,
                          {.client_host = connection->stream->peer_address().host,
                           .server_host = connection->stream->local_address().host,
                           .server_port = port});
    co_await serve_units(*connection, session);
  }
  connections_.erase(connection);
  publisher_.publish({.event = Event::connection_ended, .port = port, .connection = number});
}

/// Serves until either side ends. After every wait, and after everything that publishes, the
/// stream may be gone. One coroutine for all units of a connection: a frame a unit would cost more
/// than the unit.
io::Task<void> Server::Host::serve_units(Connection& connection, ServerSession& session) {
  PduBuffer buffer;
  while (connection.stream) {
    const PduBuffer::Front front = buffer.front();
    if (front == PduBuffer::Front::needs_more) {
      std::optional<io::Deadline> idle;
      if (session.state() != SessionState::collecting) limit_idling(connection, idle);
      const Result<std::size_t> count = co_await connection.stream->read_some(buffer.room());
      if (!connection.stream || !count) co_return;
      buffer.added(*count);
      continue;
    }
    const ServerSession::Next next = take(front, buffer, session);
    if (next == ServerSession::Next::dispatch) {
      const Answer answer = dispatch(connection, session);
      if (answer == Answer::later) co_await session.target().finish(session.call());
      if (options_.spin != nullptr) {
        options_.spin(options_.service_time);
      } else if (options_.service_time > Duration::zero()) {
        co_await io::sleep_for(network_.runtime(), options_.service_time);
      }
      session.answer();
    }
    if (!connection.stream) co_return;
    if (!session.outgoing().empty()) {
      const Result<void> sent = co_await io::write_all(*connection.stream, session.outgoing());
      session.outgoing().clear();
      ++statistics_.pkts_out;
      if (!connection.stream || !sent) co_return;
    }
    announce(next, session);
    if (next == ServerSession::Next::close) {
      co_await take_leave(connection);
      co_return;
    }
    buffer.pop();
  }
}

void Server::Host::limit_idling(Connection& connection, std::optional<io::Deadline>& idle) {
  if (!options_.idle_close) return;
  io::Runtime& runtime = network_.runtime();
  idle.emplace(runtime, *connection.stream, after(runtime.now(), *options_.idle_close));
}

ServerSession::Next Server::Host::take(PduBuffer::Front front,
                                       const PduBuffer& buffer,
                                       ServerSession& session) {
  ++statistics_.pkts_in;
  return front == PduBuffer::Front::unit ? session.receive(buffer.unit())
                                         : session.lose_framing(buffer.rest());
}

/// What the call that was answered had to tell, once the answer is out.
void Server::Host::announce(ServerSession::Next next, ServerSession& session) {
  if (next != ServerSession::Next::dispatch || !session.call().announcement) return;
  publisher_.publish(*session.call().announcement);
}

Answer Server::Host::dispatch(const Connection& connection, ServerSession& session) {
  ++statistics_.calls_in;
  const Answer answer = session.target().serve(session.call());
  executed(connection, session, session.call());
  return answer;
}

/// The last word was said: FIN, then wait for the client's, and read what it still sends, so that
/// closing does not become a reset.
io::Task<void> Server::Host::take_leave(Connection& connection) {
  connection.stream->finish();
  const io::Deadline deadline(
      network_.runtime(), *connection.stream, after(network_.runtime().now(), linger));
  Bytes ignored(1024);
  while (connection.stream) {
    const Result<std::size_t> count = co_await connection.stream->read_some(ignored);
    if (!count) break;
  }
}

void Server::Host::executed(const Connection& connection,
                            const ServerSession& session,
                            const Call& call) {
  if (!call.entered) return;
  ++statistics_.calls_out;
  publisher_.publish({.event = Event::call_executed,
                      .interface = &session.target().description().id,
                      .operation = call.opnum,
                      .status = call.fault,
                      .call_id = session.call_id(),
                      .connection = connection.number,
                      .intent = call.intent});
}

Server::Server(io::Network& network,
               Publisher& publisher,
               Prng random,
               const ServerOptions& options)
    : host_(std::make_unique<Host>(network, publisher, random, options)) {}
Server::~Server() = default;

void Server::add(ServedInterface& interface) { host_->interfaces().add(interface); }
void Server::remove(const ServedInterface& interface) { host_->interfaces().remove(interface); }
Result<std::uint16_t> Server::listen(std::uint16_t port) { return host_->listen(port); }
void Server::stop_listening(std::uint16_t port) { host_->stop_listening(port); }
void Server::stop_listening() { host_->stop_listening(std::nullopt); }
std::vector<std::uint16_t> Server::ports() const { return host_->ports(); }
void Server::drop_connections(Departure how) { host_->drop_connections(std::nullopt, how); }
void Server::drop_connection(std::uint64_t number, Departure how) {
  host_->drop_connections(number, how);
}
void Server::run_down_handles() { host_->groups().run_down_handles(); }
void Server::forget_associations() { host_->groups().forget(); }
std::size_t Server::connection_count() const { return host_->connection_count(); }
const AssociationGroups& Server::associations() const { return host_->groups(); }

}  // namespace ripcord::peers
