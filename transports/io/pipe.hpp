#pragma once

#include "transports/io/stream.hpp"

#include <cstddef>
#include <memory>

namespace ripcord::io {

class Runtime;

struct PipeOptions {
  std::size_t buffer_bytes_max =
      std::size_t{64} * 1024;  ///< unread bytes in one direction before a writer waits
  Address near = {"near", 0};  ///< what the near end calls itself
  Address far = {"far", 0};
};

/// The two ends of a connection in memory without any latency, which otherwise behaves as a
/// socket's two ends do.
struct Pipe {
  std::unique_ptr<Stream> near;
  std::unique_ptr<Stream> far;
};

[[nodiscard]] Pipe make_pipe(Runtime& runtime, PipeOptions options = {});

}  // namespace ripcord::io
