#pragma once

#include "transports/io/stream.hpp"
#include "transports/sockets/listener.hpp"
#include "transports/sockets/runtime.hpp"
#include "transports/sockets/stream.hpp"
#include "transports/tcp/network.hpp"

#include <netinet/in.h>
#include <netinet/tcp.h>

#include <cstddef>
#include <memory>
#include <optional>

namespace ripcord::tcp {

/// The stream of a connected TCP socket, which sends without delay.
class Stream final : public sockets::Stream {
 public:
  Stream(Runtime& runtime,
         sockets::Socket socket,
         io::StreamAddresses addresses,
         sockets::Birth birth = sockets::Birth::alive);

  [[nodiscard]] std::optional<std::size_t> unacknowledged() const override;
};

class Listener final : public sockets::Listener {
 public:
  /// `naming`, which may be null, outlives the listener.
  Listener(Runtime& runtime, sockets::Socket socket, io::Address address, const Naming* naming);

 private:
  std::unique_ptr<io::Stream> welcome(sockets::Socket socket,
                                      const sockets::Endpoint& peer) override;

  [[nodiscard]] io::Address dialled(const sockets::Socket& socket) const;

  Runtime& runtime_;
  const Naming* naming_;
};

/// Sends without delay (TCP_NODELAY); what is accepted inherits it from who listens.
inline constexpr sockets::Socket::Option no_delay{.level = IPPROTO_TCP, .name = TCP_NODELAY};

/// What `endpoint` is called.
[[nodiscard]] io::Address name_of(const sockets::Endpoint& endpoint, const Naming* naming);

}  // namespace ripcord::tcp
