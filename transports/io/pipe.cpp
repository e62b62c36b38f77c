#include "transports/io/pipe.hpp"

#include "transports/io/memory_connection.hpp"

#include <utility>

namespace ripcord::io {
namespace {

/// Everything arrives as it is sent.
class PipeConnection final : public MemoryConnection {
 public:
  PipeConnection(Runtime& runtime, std::size_t buffer_bytes_max)
      : MemoryConnection(runtime, buffer_bytes_max, Delay::none) {}

  static void* operator new(std::size_t size) { return allocate_block(size); }
  static void operator delete(void* connection, std::size_t size) noexcept {
    free_block(connection, size);
  }

 private:
  void carry(End to, Parcel what, std::size_t count) override { arrive(to, what, count); }
  void discard_unsent(End) override {}
  std::size_t read_size(End, std::size_t available) override { return available; }
  void end() override { delete this; }
};

}  // namespace

Pipe make_pipe(Runtime& runtime, PipeOptions options) {
  // Owned by its two streams together.
  auto* const connection = new PipeConnection(runtime, options.buffer_bytes_max);
  Pipe pipe;
  pipe.near = connection->open(End::near, {options.near, options.far});
  pipe.far = connection->open(End::far, {std::move(options.far), std::move(options.near)});
  return pipe;
}

}  // namespace ripcord::io
