#pragma once

#include "transports/io/network.hpp"
#include "transports/sockets/naming.hpp"
#include "transports/sockets/outfitter.hpp"
#include "transports/tcp/runtime.hpp"

#include <memory>
#include <string>
#include <vector>

namespace ripcord::tcp {

using sockets::Naming;

struct NetworkOptions {
  /// Makes them numeric. Outlives the network, its streams and its listeners. Null: addresses are
  /// numeric, or `localhost`.
  const Naming* naming = nullptr;
  /// Where connections come from, a numeric address. Empty: the kernel's choice.
  std::string source;
  /// Outlives the network; may be null.
  sockets::Outfitter* outfitter = nullptr;
};

/// The machine's own network: TCP over IPv4 or IPv6. Names of hosts are not resolved; see
/// `resolve.hpp`.
class Network final : public io::Network {
 public:
  explicit Network(Runtime& runtime, NetworkOptions options = {});
  /// Gives up the connects under way. Streams and listeners may live on.
  ~Network() override;

  /// An empty host is 127.0.0.1: what is to be reached from elsewhere says so. `::` is IPv6 only. A
  /// port that connections of the past still linger on can be listened at again. Errors also:
  /// `permission_denied` for a port below 1024, `too_many_files`.
  [[nodiscard]] Result<std::unique_ptr<io::Listener>> listen(io::Address local) override;

 private:
  /// A connect under way.
  class Attempt;

  io::Start begin_connect(io::ConnectOperation& operation) override;
  /// Forgets the connects that have ended or were given up.
  void sweep();

  Runtime& runtime_;
  NetworkOptions options_;
  std::vector<std::unique_ptr<Attempt>> attempts_;
};

}  // namespace ripcord::tcp
