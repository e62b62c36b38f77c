#include "transports/sim/network.hpp"

#include "transports/base/assert.hpp"
#include "transports/io/errors.hpp"
#include "transports/sim/connect.hpp"
#include "transports/sim/connection.hpp"
#include "transports/sim/listener.hpp"

#include <utility>

namespace ripcord::sim {
namespace {

// Two ranges, so that a client that connects once more does not shift where services move to.
constexpr std::uint16_t client_port_first = 32768;
constexpr std::uint16_t listen_port_first = 49152;
constexpr std::uint16_t port_last = 65535;

}  // namespace

Network::Network(Runtime& runtime, NetworkOptions options) : runtime_(runtime), options_(options) {
  RIPCORD_ASSERT(options.latency.low <= options.latency.high);
  RIPCORD_ASSERT(options.segment_bytes_max > 0);
}

Network::~Network() {
  while (connects_ != nullptr) delete connects_;
  RIPCORD_ASSERT(connections_ == nullptr);
}

Host& Network::host(std::string_view name) {
  if (Host* const known = find(name)) return *known;
  auto host = std::make_unique<Host>(*this, std::string(name));
  return *hosts_.emplace(name, std::move(host)).first->second;
}

Host* Network::find(std::string_view name) {
  const auto found = hosts_.find(name);
  return found == hosts_.end() ? nullptr : found->second.get();
}

void Network::cut(std::string_view host_name) { host(host_name).cut_ = true; }

void Network::heal(std::string_view host_name) {
  host(host_name).cut_ = false;
  for (Connect* connect = connects_; connect != nullptr; connect = connect->older_) {
    connect->resume();
  }
  for (Connection* connection = connections_; connection != nullptr;
       connection = connection->older_) {
    connection->resume();
  }
}

Host::Host(sim::Network& network, std::string name)
    : io::Network(network.runtime()),
      network_(network),
      name_(std::move(name)),
      next_listen_port_(listen_port_first),
      next_client_port_(client_port_first) {}

Host::~Host() { RIPCORD_ASSERT(listeners_.empty()); }

Result<std::unique_ptr<io::Listener>> Host::listen(io::Address local) {
  if (!local.host.empty() && local.host != name_) return io::errc::address_not_available;
  if (local.port == 0) local.port = choose_listen_port();
  if (local.port == 0) return io::errc::address_not_available;
  if (listeners_.contains(local.port)) return io::errc::address_in_use;
  return std::make_unique<Listener>(*this, io::Address{name_, local.port});
}

Listener* Host::listener_at(std::uint16_t port) const noexcept {
  const auto found = listeners_.find(port);
  return found == listeners_.end() ? nullptr : found->second;
}

io::Start Host::begin_connect(io::ConnectOperation& operation) {
  Host* const server = network_.find(operation.remote().host);
  if (server == nullptr) {
    operation.fail(io::errc::host_unreachable);
    return io::Start::done;
  }
  // The network's, until it is answered.
  new Connect(network_, *this, *server, operation);
  return io::Start::pending;
}

std::uint16_t Host::choose_listen_port() noexcept {
  constexpr int tries_max = port_last - listen_port_first + 1;
  for (int tries = 0; tries < tries_max; ++tries) {
    const std::uint16_t port = next_listen_port_;
    next_listen_port_ =
        port == port_last ? listen_port_first : static_cast<std::uint16_t>(port + 1);
    if (!listeners_.contains(port)) return port;
  }
  return 0;
}

std::uint16_t Host::choose_client_port() noexcept {
  const std::uint16_t port = next_client_port_++;
  if (next_client_port_ == listen_port_first) next_client_port_ = client_port_first;
  return port;
}

}  // namespace ripcord::sim
