#include "transports/relay/connector.hpp"

#include <optional>
#include <utility>

namespace ripcord::relay {

Connector::Connector(Parts parts, std::string client)
    : io::Network(parts.upstream.runtime()), parts_(parts), client_(std::move(client)) {}

Result<std::unique_ptr<io::Listener>> Connector::listen(io::Address local) {
  return parts_.upstream.listen(std::move(local));
}

io::Start Connector::begin_connect(io::ConnectOperation& operation) {
  const io::Address& remote = operation.remote();
  const std::string_view service = parts_.lanes.service_at(remote);
  std::optional<Lanes::Detour> detour = parts_.lanes.detour(remote);
  parts_.relays.connect(
      {.lane = {.client = client_, .service = service, .guests = parts_.lanes.guests(service)},
       .upstream = detour ? detour->network : parts_.upstream,
       .remote = detour ? std::move(detour->remote) : remote},
      operation);
  return io::Start::pending;
}

}  // namespace ripcord::relay
