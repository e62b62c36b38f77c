#pragma once

#include "transports/io/stream.hpp"
#include "transports/sockets/runtime.hpp"

#include <memory>

namespace ripcord::sockets {

/// The reading end of a pipe into which another process writes. A stream that can only be read:
/// writes fail with `broken_pipe`, and `finish` does nothing. It reads `eof` when the last writing
/// end, in whatever process, is closed.
class InputPipe final : public io::Stream {
 public:
  /// Owns `descriptor`, a pipe's reading end, and makes it non-blocking.
  InputPipe(Runtime& runtime, int descriptor);
  ~InputPipe() override;

  void finish() override {}
  void abort() override;

 private:
  /// Shared with the wait that Asio still has to tell us about when the pipe has died.
  struct State;

  io::Start try_read(io::ReadOperation& operation) override;
  io::Start try_write(io::WriteOperation& operation) override;
  void await_readable();

  std::shared_ptr<State> state_;
};

}  // namespace ripcord::sockets
