#include "harness/serve/site_network.hpp"

#include "harness/serve/joint_listener.hpp"
#include "transports/base/assert.hpp"
#include "transports/io/errors.hpp"
#include "transports/io/runtime.hpp"

#include <algorithm>
#include <utility>

namespace ripcord::serve {

SiteNetwork::SiteNetwork(io::Network& machine, Places places)
    : io::Network(machine.runtime()), machine_(machine), places_(std::move(places)) {
  RIPCORD_ASSERT(!places_.hosts.empty());
  RIPCORD_ASSERT(places_.dynamic.low > 0);
  RIPCORD_ASSERT(places_.dynamic.low <= places_.dynamic.high);
}

Result<std::unique_ptr<io::Listener>> SiteNetwork::listen(io::Address local) {
  RIPCORD_ASSERT(local.host.empty());
  const auto reserved =
      std::ranges::find_if(reserved_, [&](const std::unique_ptr<io::Listener>& listener) {
        return listener->address().port == local.port;
      });
  if (reserved != reserved_.end()) {
    std::unique_ptr<io::Listener> listener = std::move(*reserved);
    reserved_.erase(reserved);
    return listener;
  }
  return local.port == 0 ? open_dynamic() : open(local.port);
}

Result<std::uint16_t> SiteNetwork::reserve(std::uint16_t port) {
  Result<std::unique_ptr<io::Listener>> listener = port == 0 ? open_dynamic() : open(port);
  if (!listener) return listener.error();
  reserved_.push_back(std::move(*listener));
  return reserved_.back()->address().port;
}

/// The next port of the range that is free at every address; behind the last comes the first.
Result<std::unique_ptr<io::Listener>> SiteNetwork::open_dynamic() {
  const std::uint32_t count = std::uint32_t{places_.dynamic.high} - places_.dynamic.low + 1;
  for (std::uint32_t tried = 0; tried < count; ++tried) {
    const auto port = static_cast<std::uint16_t>(places_.dynamic.low + dynamic_given_++ % count);
    Result<std::unique_ptr<io::Listener>> listener = open(port);
    if (listener || listener.error() != io::errc::address_in_use) return listener;
  }
  // It was no address in particular.
  refusal_.reset();
  return ErrorCode(io::errc::address_not_available);
}

Result<std::unique_ptr<io::Listener>> SiteNetwork::open(std::uint16_t port) {
  std::vector<std::unique_ptr<io::Listener>> listeners;
  for (const std::string& host : places_.hosts) {
    Result<std::unique_ptr<io::Listener>> listener = machine_.listen({host, port});
    if (!listener) {
      refusal_ = io::Address(host, port);
      return listener.error();
    }
    listeners.push_back(std::move(*listener));
  }
  return std::make_unique<JointListener>(std::move(listeners));
}

io::Start SiteNetwork::begin_connect(io::ConnectOperation& operation) {
  return machine_.start_connect(operation, never);
}

}  // namespace ripcord::serve
