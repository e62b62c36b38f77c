#include "harness/stage/host_network.hpp"

#include "transports/io/errors.hpp"

#include <utility>

namespace ripcord::stage {
namespace {

constexpr std::uint16_t port_first = 49152;
// Above it are ports that stand for others.
constexpr std::uint16_t port_last = 64511;

}  // namespace

HostNetwork::HostNetwork(std::string name, std::unique_ptr<io::Network> sockets)
    : io::Network(sockets->runtime()),
      name_(std::move(name)),
      sockets_(std::move(sockets)),
      next_port_(port_first) {}

Result<std::unique_ptr<io::Listener>> HostNetwork::listen(io::Address local) {
  if (!local.host.empty() && local.host != name_) return ErrorCode(io::errc::address_not_available);
  if (local.port == 0) return listen_anywhere();
  return sockets_->listen({name_, local.port});
}

Result<std::unique_ptr<io::Listener>> HostNetwork::listen_anywhere() {
  constexpr int tries_max = port_last - port_first + 1;
  for (int tries = 0; tries < tries_max; ++tries) {
    const std::uint16_t port = next_port_;
    next_port_ = port == port_last ? port_first : static_cast<std::uint16_t>(port + 1);
    Result<std::unique_ptr<io::Listener>> listener = sockets_->listen({name_, port});
    // Somebody outside of the run may listen at that port of every address.
    if (listener || listener.error() != io::errc::address_in_use) return listener;
  }
  return ErrorCode(io::errc::address_not_available);
}

std::unique_ptr<io::Listener> HostNetwork::black_hole() {
  // Each connect that is to meet silence has one of its own.
  constexpr std::uint16_t tries_max = 1024;
  for (std::uint16_t tries = 0; tries < tries_max; ++tries) {
    const auto port = static_cast<std::uint16_t>(port_last - tries);
    Result<std::unique_ptr<io::Listener>> listener = sockets_->listen({name_, port});
    if (!listener && listener.error() == io::errc::address_in_use) continue;
    if (!listener || (*listener)->fill_backlog()) break;
    return *std::move(listener);
  }
  return nullptr;
}

io::Start HostNetwork::begin_connect(io::ConnectOperation& operation) {
  // The deadline is this network's affair.
  return sockets_->start_connect(operation, never);
}

}  // namespace ripcord::stage
