#pragma once

#include "transports/io/network.hpp"
#include "transports/relay/lanes.hpp"
#include "transports/relay/relays.hpp"

#include <memory>
#include <string>

namespace ripcord::relay {

/// The network as a client in this process sees it when its wires go through a shim. Decorates a
/// host's network: connects through a relay, and listens as the host does.
///
///     without: client ------------------------------------------> upstream network
///     with:    client --near end of a pipe-- Relay(Wire) -------> upstream network
///
/// The one surprising effect: a connect succeeds when the server took it, and a byte that the
/// client then writes is on its way through the wire, not yet in the kernel.
class Connector final : public io::Network {
 public:
  struct Parts {
    Relays& relays;
    io::Network& upstream;
    Lanes& lanes;
  };

  /// For the client called `client`. The parts must outlive the connector.
  Connector(Parts parts, std::string client);

  [[nodiscard]] Result<std::unique_ptr<io::Listener>> listen(io::Address local) override;

 private:
  io::Start begin_connect(io::ConnectOperation& operation) override;

  Parts parts_;
  std::string client_;
};

}  // namespace ripcord::relay
