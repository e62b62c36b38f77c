#pragma once

#include "transports/base/bytes.hpp"

#include <cstddef>
#include <memory>

namespace ripcord::io {

/// Memory for coroutine frames, connections and their buffers: free lists by size, one set a
/// thread, because a world allocates the same few sizes that the world before it gave back. Under
/// AddressSanitizer it is the ordinary heap, so that use after free is found.
void* allocate_block(std::size_t size);
/// `size` is what `block` was allocated with; same thread.
void free_block(void* block, std::size_t size) noexcept;

/// Blocks of this thread that were allocated and not freed. Zero when no coroutine and no
/// connection is left.
[[nodiscard]] std::size_t live_blocks() noexcept;

/// Gives a block back that was allocated with `size`.
struct FreeBlock {
  std::size_t size = 0;
  void operator()(Byte* block) const noexcept { free_block(block, size); }
};

/// Bytes to be read into, not cleared.
using PooledBytes = std::unique_ptr<Byte[], FreeBlock>;

[[nodiscard]] inline PooledBytes pooled_bytes(std::size_t size) {
  return PooledBytes(static_cast<Byte*>(allocate_block(size)), FreeBlock{size});
}

}  // namespace ripcord::io
