#pragma once

#include "harness/peers/client/call_failure.hpp"
#include "harness/peers/client/client_context.hpp"
#include "transports/base/bytes.hpp"
#include "transports/io/signal.hpp"
#include "transports/io/task.hpp"

#include <optional>

namespace ripcord::peers {

/// Room for one block between who fetches and who reads, with the local completion event that
/// BackupRead waits on.
class BlockSlot {
 public:
  /// `context` outlives it.
  explicit BlockSlot(ClientContext& context);

  /// Puts a block, or the failure to get one, and waits until it was taken.
  io::Task<void> put(Called<Bytes> block);

  /// Takes what was put. Fails with WAIT_TIMEOUT if nothing is there within `read_wait`.
  io::Task<Called<Bytes>> take();

 private:
  ClientContext& context_;
  std::optional<Called<Bytes>> block_;
  io::Signal completion_;
  io::Signal taken_;
};

}  // namespace ripcord::peers
