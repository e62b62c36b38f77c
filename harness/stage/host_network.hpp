#pragma once

#include "transports/io/network.hpp"

#include <cstdint>
#include <memory>
#include <string>

namespace ripcord::stage {

/// The network as one host of a live stage sees it. Decorates the network of sockets: it listens at
/// its own name, and chooses ports as a simulated host does, ascending from 49152, so that one that
/// was given up is not soon somebody else's and a trace says the same in every run.
class HostNetwork final : public io::Network {
 public:
  HostNetwork(std::string name, std::unique_ptr<io::Network> sockets);

  [[nodiscard]] Result<std::unique_ptr<io::Listener>> listen(io::Address local) override;
  /// At a port of this host that `listen` would choose last.
  [[nodiscard]] std::unique_ptr<io::Listener> black_hole() override;

 private:
  io::Start begin_connect(io::ConnectOperation& operation) override;
  Result<std::unique_ptr<io::Listener>> listen_anywhere();

  std::string name_;
  std::unique_ptr<io::Network> sockets_;
  std::uint16_t next_port_;
};

}  // namespace ripcord::stage
