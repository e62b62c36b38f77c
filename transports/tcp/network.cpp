#include "transports/tcp/network.hpp"

#include "transports/io/errors.hpp"
#include "transports/io/slot.hpp"
#include "transports/tcp/kernel.hpp"
#include "transports/tcp/listener.hpp"
#include "transports/tcp/stream.hpp"

#include <boost/asio/ip/address.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <utility>

namespace ripcord::tcp {
namespace {

Result<tcp::endpoint> endpoint_of(const io::Address& address) {
  ErrorCode error;
  const auto host = boost::asio::ip::make_address(address.host, error);
  if (error) return ErrorCode(io::errc::invalid_argument);
  return tcp::endpoint(host, address.port);
}

}  // namespace

struct Network::Attempt {
  explicit Attempt(Runtime& owner) : runtime(owner), socket(owner.kernel().context) {
    ++runtime.census().connections;
  }
  ~Attempt() { close(); }
  Attempt(const Attempt&) = delete;
  Attempt& operator=(const Attempt&) = delete;

  /// What Asio tells.
  void end(const ErrorCode& error);
  void close() noexcept;
  [[nodiscard]] bool ended() const noexcept { return ended_; }

  Runtime& runtime;
  tcp::socket socket;
  io::Slot<io::ConnectOperation> waiter;

 private:
  bool ended_ = false;
};

void Network::Attempt::close() noexcept {
  if (std::exchange(ended_, true)) return;
  ErrorCode ignored;
  socket.close(ignored);
  --runtime.census().connections;
}

void Network::Attempt::end(const ErrorCode& error) {
  io::ConnectOperation* const operation = waiter.take();
  if (operation != nullptr) {
    ErrorCode gone;
    const tcp::endpoint local = socket.local_endpoint(gone);
    if (error || gone) {
      operation->fail(error ? error : gone);
    } else {
      io::StreamAddresses addresses{address_of(local), operation->remote()};
      operation->succeed(
          std::make_unique<Stream>(runtime, std::move(socket), std::move(addresses)));
    }
    runtime.post(*operation);
  }
  close();
}

Network::Network(Runtime& runtime) : io::Network(runtime), runtime_(runtime) {}

Network::~Network() {
  for (const std::shared_ptr<Attempt>& attempt : attempts_) attempt->close();
}

Result<std::unique_ptr<io::Listener>> Network::listen(io::Address local) {
  if (local.host.empty()) local.host = "127.0.0.1";
  const Result<tcp::endpoint> endpoint = endpoint_of(local);
  if (!endpoint) return endpoint.error();
  tcp::acceptor acceptor(runtime_.kernel().context);
  ErrorCode error;
  acceptor.open(endpoint->protocol(), error);
  if (!error) acceptor.set_option(tcp::acceptor::reuse_address(true), error);
  if (!error) acceptor.bind(*endpoint, error);
  if (!error) acceptor.listen(boost::asio::socket_base::max_listen_connections, error);
  if (!error) acceptor.non_blocking(true, error);
  if (error) return error;
  return std::make_unique<Listener>(runtime_, std::move(acceptor));
}

io::Start Network::begin_connect(io::ConnectOperation& operation) {
  sweep();
  const Result<tcp::endpoint> endpoint = endpoint_of(operation.remote());
  if (!endpoint) {
    operation.fail(endpoint.error());
    return io::Start::done;
  }
  const auto attempt = std::make_shared<Attempt>(runtime_);
  attempts_.push_back(attempt);
  attempt->waiter.hold(operation);
  attempt->socket.async_connect(*endpoint, [attempt](const ErrorCode& error) {
    if (!attempt->ended()) attempt->end(error);
  });
  return io::Start::pending;
}

void Network::sweep() {
  for (const std::shared_ptr<Attempt>& attempt : attempts_) {
    if (attempt->waiter.empty()) attempt->close();
  }
  std::erase_if(attempts_,
                [](const std::shared_ptr<Attempt>& attempt) { return attempt->ended(); });
}

}  // namespace ripcord::tcp
