#pragma once

#include "transports/io/network.hpp"
#include "transports/local/runtime.hpp"
#include "transports/local/switchboard.hpp"
#include "transports/sockets/naming.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace ripcord::local {

struct NetworkOptions {
  /// Makes them paths. Outlives the network, its streams and its listeners, as does the
  /// switchboard. Null: addresses are paths.
  const sockets::Naming* naming = nullptr;
  /// Shared by the networks of one runtime; null: nobody is told of an abort.
  Switchboard* switchboard = nullptr;
  /// Where connections come from: `@source:N` with an N of its own for each. Empty: the kernel's
  /// choice.
  std::string source;
};

/// Unix stream sockets. An address is a path, with `:port` behind it if it has a port, or a name
/// that begins with `@` and has no file.
class Network final : public io::Network {
 public:
  explicit Network(Runtime& runtime, NetworkOptions options = {});
  /// Gives up the connects under way. Streams and listeners may live on.
  ~Network() override;

  /// No port is chosen. A file that a process left behind when it died is replaced. Errors also:
  /// `permission_denied`, `too_many_files`, and the kernel's for a folder that is not there.
  [[nodiscard]] Result<std::unique_ptr<io::Listener>> listen(io::Address local) override;

 private:
  /// A connect that waits because the listener's backlog is full.
  class Attempt;

  io::Start begin_connect(io::ConnectOperation& operation) override;
  /// Forgets the connects that have ended or were given up.
  void sweep();

  Runtime& runtime_;
  NetworkOptions options_;
  std::uint16_t next_source_;
  std::vector<std::unique_ptr<Attempt>> attempts_;
};

}  // namespace ripcord::local
