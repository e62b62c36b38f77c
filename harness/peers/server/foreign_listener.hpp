#pragma once

#include "transports/base/result.hpp"
#include "transports/io/address.hpp"
#include "transports/io/group.hpp"
#include "transports/io/network.hpp"

#include <cstdint>
#include <memory>

namespace ripcord::peers {

/// What listens in a service's place and speaks no RPC.
enum class ForeignKind : std::uint8_t {
  /// Accepts, reads everything, never says a word.
  silent,
  /// Accepts nobody: its backlog is full, so that connects are not answered.
  full,
  /// Accepts and greets as a mail server would, which is no PDU.
  raw,
};

/// A listener of a program that is none of ours. Destroying it refuses later connects and closes
/// what it has accepted; it must not be destroyed by its own coroutines, which publish nothing.
class ForeignListener {
 public:
  /// Fails as `io::Network::listen` does. `network` outlives the listener.
  static Result<std::unique_ptr<ForeignListener>> listen(io::Network& network,
                                                         io::Address local,
                                                         ForeignKind kind);
  ForeignListener(std::unique_ptr<io::Listener> listener, ForeignKind kind);

  [[nodiscard]] std::uint16_t port() const { return listener_->address().port; }

 private:
  io::Task<void> accept();
  io::Task<void> converse(std::unique_ptr<io::Stream> stream) const;

  std::unique_ptr<io::Listener> listener_;
  ForeignKind kind_;
  io::Group coroutines_;
};

}  // namespace ripcord::peers
