#pragma once

#include "harness/peers/client/block_slot.hpp"
#include "harness/peers/client/block_source.hpp"
#include "harness/peers/client/client_context.hpp"
#include "transports/io/group.hpp"
#include "transports/io/network.hpp"
#include "transports/io/signal.hpp"

#include <cstdint>
#include <memory>

namespace ripcord::peers {

/// Receives the blocks of one file over a connection that the server dials back.
class CallbackReceiver final : public BlockSource {
 public:
  /// Listens on a port of its own from now on. `context` outlives it.
  explicit CallbackReceiver(ClientContext& context);

  /// Where it listens; 0 if it could not.
  [[nodiscard]] std::uint16_t port() const;
  /// Waits until the server has dialled; false if it has not by `deadline` (M14).
  io::Task<bool> dialled(Time deadline);

  io::Task<Called<Bytes>> read() override;
  void stop() override;

 private:
  io::Task<void> run();
  io::Task<Called<Bytes>> receive_block(io::Stream& stream) const;

  BlockSlot slot_;
  std::unique_ptr<io::Listener> listener_;
  io::Signal arrival_;
  io::Group coroutines_;
};

}  // namespace ripcord::peers
