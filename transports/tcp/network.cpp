#include "transports/tcp/network.hpp"

#include "transports/io/errors.hpp"
#include "transports/io/slot.hpp"
#include "transports/sockets/kernel.hpp"
#include "transports/tcp/connection.hpp"
#include "transports/tcp/endpoint.hpp"

#include <boost/asio/ip/v6_only.hpp>

#include <netinet/in.h>
#include <sys/socket.h>

#include <utility>

namespace ripcord::tcp {
namespace {

using sockets::Acceptor;
using sockets::Socket;

Result<tcp::endpoint> real_endpoint_of(const io::Address& address, const Naming* naming) {
  if (naming == nullptr) return endpoint_of(address);
  const Result<io::Address> real = naming->real(address);
  if (!real) return real.error();
  return endpoint_of(*real);
}

/// Makes `acceptor` listen at `endpoint`.
Result<void> open(Acceptor& acceptor,
                  const tcp::endpoint& endpoint,
                  sockets::Outfitter* outfitter) {
  ErrorCode error;
  acceptor.open(endpoint.protocol(), error);
  if (!error) acceptor.set_option(Acceptor::reuse_address(true), error);
  // An address is what it says: who wants both families listens twice.
  const bool is_v6 = endpoint.address().is_v6();
  if (!error && is_v6) acceptor.set_option(boost::asio::ip::v6_only(true), error);
  if (error) return error;
  if (outfitter != nullptr) outfitter->fit(acceptor.native_handle());
  return sockets::begin_listening(acceptor, endpoint);
}

/// Lets `socket` connect from `source`. The kernel chooses the port when it knows the other end:
/// chosen before, a busy address runs out of them.
ErrorCode bind_source(Socket& socket, const std::string& source) {
  const Result<tcp::endpoint> from = endpoint_of({source, 0});
  if (!from) return from.error();
  const int on = 1;
  ::setsockopt(socket.native_handle(), IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &on, sizeof on);
  ErrorCode error;
  socket.bind(*from, error);
  return error;
}

}  // namespace

struct Network::Attempt final : io::ConnectAttempt {
  Attempt(Runtime& owner, const Naming* names)
      : runtime(owner), naming(names), socket(owner.kernel().context) {
    ++runtime.census().connects;
  }
  ~Attempt() { close(); }
  Attempt(const Attempt&) = delete;
  Attempt& operator=(const Attempt&) = delete;

  /// Opens the socket and makes it ready to connect.
  ErrorCode open(const tcp::endpoint& remote, const NetworkOptions& options);
  /// What Asio tells.
  void end(const ErrorCode& error);
  void close() noexcept;
  void abandon() noexcept override { close(); }
  [[nodiscard]] bool ended() const noexcept { return ended_; }

  Runtime& runtime;
  const Naming* naming;
  Socket socket;
  io::Slot<io::ConnectOperation> waiter;

 private:
  bool ended_ = false;
};

ErrorCode Network::Attempt::open(const tcp::endpoint& remote, const NetworkOptions& options) {
  ErrorCode error;
  socket.open(remote.protocol(), error);
  if (error) return error;
  if (options.outfitter != nullptr) options.outfitter->fit(socket.native_handle());
  return options.source.empty() ? error : bind_source(socket, options.source);
}

void Network::Attempt::close() noexcept {
  if (std::exchange(ended_, true)) return;
  ErrorCode ignored;
  socket.close(ignored);
  --runtime.census().connects;
}

void Network::Attempt::end(const ErrorCode& error) {
  io::ConnectOperation* const operation = waiter.take();
  if (operation != nullptr) {
    // A server that takes a connection and resets it at once may have sent something before: the
    // connection was made, and its reader is to learn the rest.
    const bool is_reset = error == io::errc::connection_reset;
    ErrorCode gone;
    const sockets::Endpoint local = socket.local_endpoint(gone);
    if ((error && !is_reset) || gone) {
      operation->fail(error ? error : gone);
    } else {
      io::StreamAddresses addresses{name_of(local, naming), operation->remote()};
      const auto birth = is_reset ? sockets::Birth::reset_by_peer : sockets::Birth::alive;
      operation->succeed(
          std::make_unique<Stream>(runtime, std::move(socket), std::move(addresses), birth));
    }
    runtime.post(*operation);
  }
  close();
}

Network::Network(Runtime& runtime, NetworkOptions options)
    : io::Network(runtime), runtime_(runtime), options_(std::move(options)) {}

Network::~Network() {
  for (const std::shared_ptr<Attempt>& attempt : attempts_) attempt->close();
}

Result<std::unique_ptr<io::Listener>> Network::listen(io::Address local) {
  if (local.host.empty() && options_.naming == nullptr) local.host = "127.0.0.1";
  const Result<tcp::endpoint> endpoint = real_endpoint_of(local, options_.naming);
  if (!endpoint) return endpoint.error();
  Acceptor acceptor(runtime_.kernel().context);
  if (const Result<void> opened = open(acceptor, *endpoint, options_.outfitter); !opened)
    return opened.error();
  ErrorCode error;
  const sockets::Endpoint chosen = acceptor.local_endpoint(error);
  if (error) return error;
  io::Address address = name_of(chosen, options_.naming);
  return std::make_unique<Listener>(
      runtime_, std::move(acceptor), std::move(address), options_.naming);
}

io::Start Network::begin_connect(io::ConnectOperation& operation) {
  sweep();
  const Result<tcp::endpoint> endpoint = real_endpoint_of(operation.remote(), options_.naming);
  if (!endpoint) {
    operation.fail(endpoint.error());
    return io::Start::done;
  }
  const auto attempt = std::make_shared<Attempt>(runtime_, options_.naming);
  if (const ErrorCode error = attempt->open(*endpoint, options_)) {
    operation.fail(error);
    return io::Start::done;
  }
  attempts_.push_back(attempt);
  attempt->waiter.hold(operation);
  operation.made_by(*attempt);
  attempt->socket.async_connect(*endpoint, [attempt](const ErrorCode& error) {
    if (!attempt->ended()) attempt->end(error);
  });
  return io::Start::pending;
}

void Network::sweep() {
  std::erase_if(attempts_,
                [](const std::shared_ptr<Attempt>& attempt) { return attempt->ended(); });
}

}  // namespace ripcord::tcp
