#include "transports/tcp/network.hpp"

#include "transports/io/errors.hpp"
#include "transports/io/slot.hpp"
#include "transports/sockets/kernel.hpp"
#include "transports/sockets/silence.hpp"
#include "transports/tcp/connection.hpp"
#include "transports/tcp/endpoint.hpp"

#include <boost/asio/error.hpp>

#include <netinet/in.h>
#include <sys/socket.h>

#include <utility>

namespace ripcord::tcp {
namespace {

using sockets::Socket;

constexpr Socket::Option reuse_address{.level = SOL_SOCKET, .name = SO_REUSEADDR};
constexpr Socket::Option v6_only{.level = IPPROTO_IPV6, .name = IPV6_V6ONLY};
constexpr Socket::Option port_when_connecting{.level = IPPROTO_IP, .name = IP_BIND_ADDRESS_NO_PORT};

Result<tcp::endpoint> real_endpoint_of(const io::Address& address, const Naming* naming) {
  if (naming == nullptr) return endpoint_of(address);
  const Result<io::Address> real = naming->real(address);
  if (!real) return real.error();
  return endpoint_of(*real);
}

/// A socket that listens at `endpoint`.
Result<Socket> listen_at(const tcp::endpoint& endpoint, sockets::Outfitter* outfitter) {
  Result<Socket> socket = Socket::open(endpoint.protocol().family());
  if (!socket) return socket;
  ErrorCode error = socket->switch_on(reuse_address);
  // An address is what it says: who wants both families listens twice.
  if (!error && endpoint.address().is_v6()) error = socket->switch_on(v6_only);
  if (!error) error = socket->switch_on(no_delay);
  if (error) return error;
  if (outfitter != nullptr) outfitter->fit(socket->handle());
  error = socket->bind(endpoint);
  if (!error) error = socket->listen();
  if (error) return error;
  return socket;
}

/// Lets `socket` connect from `source`. The kernel chooses the port when it knows the other end:
/// chosen before, a busy address runs out of them.
ErrorCode bind_source(const Socket& socket, const std::string& source) {
  const Result<tcp::endpoint> from = endpoint_of({source, 0});
  if (!from) return from.error();
  socket.switch_on(port_when_connecting);
  return socket.bind(*from);
}

}  // namespace

class Network::Attempt final : private io::ConnectAttempt,
                               private sockets::Watch,
                               private sockets::Silence::Waiter {
 public:
  Attempt(Runtime& runtime, const Naming* naming)
      : Watch(runtime.kernel()), Waiter(runtime.silence()), runtime_(runtime), naming_(naming) {
    ++runtime_.census().connects;
  }
  ~Attempt() override { close(); }

  /// Done at once, or pending in a slot of this attempt.
  io::Start begin(io::ConnectOperation& operation,
                  const tcp::endpoint& remote,
                  const NetworkOptions& options);
  void close() noexcept;
  [[nodiscard]] bool ended() const noexcept { return ended_; }

 private:
  void abandon() noexcept override { close(); }
  void told(const sockets::News& news) override;
  [[nodiscard]] bool is_waiting() const override { return true; }
  /// The kernel asks again by itself.
  void silence_ended() override {}

  ErrorCode open(const tcp::endpoint& remote, const NetworkOptions& options);
  io::Start finish(io::ConnectOperation& operation, const ErrorCode& error);

  Runtime& runtime_;
  const Naming* naming_;
  Socket socket_;
  io::Slot<io::ConnectOperation> waiter_;
  bool ended_ = false;
};

io::Start Network::Attempt::begin(io::ConnectOperation& operation,
                                  const tcp::endpoint& remote,
                                  const NetworkOptions& options) {
  ErrorCode error = open(remote, options);
  if (!error) error = socket_.connect(remote);
  // On one machine it is over by now, as a rule.
  if (error == boost::asio::error::in_progress) {
    if (socket_.is_connected()) return finish(operation, {});
    error = Watch::begin(socket_.handle(), For::output);
    if (!error) {
      waiter_.hold(operation);
      operation.made_by(*this);
      static_cast<void>(wait_at(remote));
      return io::Start::pending;
    }
  }
  return finish(operation, error);
}

/// Opens the socket and makes it ready to connect.
ErrorCode Network::Attempt::open(const tcp::endpoint& remote, const NetworkOptions& options) {
  Result<Socket> opened = Socket::open(remote.protocol().family());
  if (!opened) return opened.error();
  socket_ = *std::move(opened);
  if (const ErrorCode error = socket_.switch_on(no_delay)) return error;
  if (options.outfitter != nullptr) options.outfitter->fit(socket_.handle());
  // From a loopback address nothing else can be reached.
  const bool is_far = !remote.address().is_loopback();
  return options.source.empty() || is_far ? ErrorCode() : bind_source(socket_, options.source);
}

void Network::Attempt::told(const sockets::News& /*news*/) {
  io::ConnectOperation* const operation = waiter_.take();
  if (operation == nullptr) return close();
  finish(*operation, socket_.take_error());
  runtime_.post(*operation);
}

/// Tells how it ended: with `error`, or with a stream.
io::Start Network::Attempt::finish(io::ConnectOperation& operation, const ErrorCode& error) {
  // A server that takes a connection and resets it at once may have sent something before: the
  // connection was made, and its reader is to learn the rest.
  const bool is_reset = error == io::errc::connection_reset;
  const Result<sockets::Endpoint> local =
      error && !is_reset ? Result<sockets::Endpoint>(boost::system::in_place_error, error)
                         : socket_.local_endpoint();
  if (local) {
    hand_over();
    io::StreamAddresses addresses{name_of(*local, naming_), operation.remote()};
    const auto birth = is_reset ? sockets::Birth::reset_by_peer : sockets::Birth::alive;
    operation.succeed(
        std::make_unique<Stream>(runtime_, std::move(socket_), std::move(addresses), birth));
  } else {
    runtime_.notes_shortage(local.error());
    operation.fail(local.error());
  }
  close();
  return io::Start::done;
}

void Network::Attempt::close() noexcept {
  if (std::exchange(ended_, true)) return;
  end();
  leave();
  socket_.close();
  --runtime_.census().connects;
}

Network::Network(Runtime& runtime, NetworkOptions options)
    : io::Network(runtime), runtime_(runtime), options_(std::move(options)) {}

Network::~Network() {
  for (const std::unique_ptr<Attempt>& attempt : attempts_) attempt->close();
}

Result<std::unique_ptr<io::Listener>> Network::listen(io::Address local) {
  if (local.host.empty() && options_.naming == nullptr) local.host = "127.0.0.1";
  const Result<tcp::endpoint> endpoint = real_endpoint_of(local, options_.naming);
  if (!endpoint) return endpoint.error();
  Result<Socket> socket = listen_at(*endpoint, options_.outfitter);
  if (!socket) return socket.error();
  const Result<sockets::Endpoint> chosen = socket->local_endpoint();
  if (!chosen) return chosen.error();
  io::Address address = name_of(*chosen, options_.naming);
  return std::make_unique<Listener>(
      runtime_, *std::move(socket), std::move(address), options_.naming);
}

io::Start Network::begin_connect(io::ConnectOperation& operation) {
  sweep();
  const Result<tcp::endpoint> endpoint = real_endpoint_of(operation.remote(), options_.naming);
  if (!endpoint) {
    operation.fail(endpoint.error());
    return io::Start::done;
  }
  auto attempt = std::make_unique<Attempt>(runtime_, options_.naming);
  const io::Start start = attempt->begin(operation, *endpoint, options_);
  if (start == io::Start::pending) attempts_.push_back(std::move(attempt));
  return start;
}

void Network::sweep() {
  std::erase_if(attempts_,
                [](const std::unique_ptr<Attempt>& attempt) { return attempt->ended(); });
}

}  // namespace ripcord::tcp
