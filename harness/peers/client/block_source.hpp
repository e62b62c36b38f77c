#pragma once

#include "harness/peers/client/call_failure.hpp"
#include "transports/base/bytes.hpp"
#include "transports/io/task.hpp"

namespace ripcord::peers {

/// Where the blocks of an open file come from: the local half of BackupRead.
class BlockSource {
 public:
  virtual ~BlockSource() = default;

  /// The next block; none at the end of the file.
  virtual io::Task<Called<Bytes>> read() = 0;

  /// Gives up whatever goes on in the background. Idempotent; no `read` waits.
  virtual void stop() = 0;
};

}  // namespace ripcord::peers
