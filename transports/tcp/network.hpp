#pragma once

#include "transports/io/network.hpp"
#include "transports/tcp/runtime.hpp"

#include <memory>
#include <vector>

namespace ripcord::tcp {

/// The machine's own network: TCP over IPv4 or IPv6. Hosts are numeric addresses; names are not
/// resolved.
class Network final : public io::Network {
 public:
  explicit Network(Runtime& runtime);
  /// Gives up the connects under way. Streams and listeners may live on.
  ~Network() override;

  /// An empty host is 127.0.0.1: what is to be reached from elsewhere says so. A port that
  /// connections of the past still linger on can be listened at again.
  [[nodiscard]] Result<std::unique_ptr<io::Listener>> listen(io::Address local) override;

 private:
  /// A connect under way, shared with Asio, which still has to tell us about it when nobody waits
  /// for it any more.
  struct Attempt;

  io::Start begin_connect(io::ConnectOperation& operation) override;
  /// Closes the sockets of connects that were given up, and forgets those that have ended.
  void sweep();

  Runtime& runtime_;
  std::vector<std::shared_ptr<Attempt>> attempts_;
};

}  // namespace ripcord::tcp
