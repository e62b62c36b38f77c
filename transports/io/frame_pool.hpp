#pragma once

#include <cstddef>

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

}  // namespace ripcord::io
