#pragma once

#include "transports/io/stream.hpp"
#include "transports/sockets/descriptor.hpp"
#include "transports/sockets/runtime.hpp"
#include "transports/sockets/watch.hpp"

namespace ripcord::sockets {

/// The reading end of a pipe into which another process writes. A stream that can only be read:
/// writes fail with `broken_pipe`, and `finish` does nothing. It reads `eof` when the last writing
/// end, in whatever process, is closed.
class InputPipe final : public io::Stream, private Watch {
 public:
  /// Owns `descriptor`, a pipe's reading end, and makes it non-blocking.
  InputPipe(Runtime& runtime, int descriptor);
  ~InputPipe() override;

  void finish() override {}
  void abort() override;

 private:
  io::Start try_read(io::ReadOperation& operation) override;
  io::Start try_write(io::WriteOperation& operation) override;
  void told(const News& /*news*/) override { retry_read(); }
  [[nodiscard]] bool is_waiting() const override { return read_is_pending(); }

  Descriptor pipe_;
  /// Why the kernel tells it nothing, if that is so.
  ErrorCode deaf_;
};

}  // namespace ripcord::sockets
