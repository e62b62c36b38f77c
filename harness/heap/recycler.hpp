#pragma once

#include <array>
#include <cstddef>
#include <new>

namespace ripcord::heap {

/// Keeps the small blocks that were dropped in it, by size, and hands them out again.
///
///     shelf 1:  16 bytes -> block -> block
///     shelf 2:  32 bytes
///     ...
///
/// 1. Every block has a header in front that names its shelf, for who drops a block need not know
///    its size.
/// 2. A shelf has blocks of its own size only, and `kept_bytes_max` of them at most.
/// 3. A block belongs to nobody: one recycler may be given what another handed out, and keeps it.
///
/// Not for several threads at once. Trivially destructible, so that a thread's own is there as long
/// as the thread: what it keeps is lost unless `close` was called.
class Recycler {
 public:
  /// What every block is aligned to.
  static constexpr std::size_t alignment = __STDCPP_DEFAULT_NEW_ALIGNMENT__;
  /// Larger blocks are malloc's alone: of those a run has only buffers, which `io` pools.
  static constexpr std::size_t recycled_max = 8192;
  /// Of each size. More pile up only where one thread makes what another drops.
  static constexpr std::size_t kept_bytes_max = std::size_t{64} * 1024;

  constexpr Recycler();

  /// A block of at least `size` bytes that was dropped before; null if none waits.
  [[nodiscard]] void* recycled(std::size_t size) noexcept;

  /// A block of at least `size` bytes from malloc. What the standard library does if there is no
  /// memory, it does here.
  [[nodiscard]] static void* fresh(std::size_t size);

  /// Takes back `block`, which any recycler handed out; does nothing for null.
  void drop(void* block) noexcept;

  /// Gives malloc what is kept, and from now on all that is dropped.
  void close() noexcept;

 private:
  static constexpr std::size_t shelf_count = recycled_max / alignment + 1;

  /// In front of every block. The shelf of what is malloc's is 0, which has no room.
  struct alignas(alignment) Header {
    std::size_t shelf = 0;
  };
  static_assert(sizeof(Header) == alignment);

  struct Dropped {
    Dropped* next = nullptr;
  };

  struct Shelf {
    Dropped* first = nullptr;
    /// How many more blocks it takes.
    std::size_t room = 0;
  };

  static Header* header_of(void* block) noexcept { return static_cast<Header*>(block) - 1; }

  /// Where blocks of `size` bytes lie; 0 if they are malloc's.
  static std::size_t shelf_of(std::size_t size) noexcept {
    return size > recycled_max ? 0 : (size + alignment - 1) / alignment;
  }
  static void give_back(Header* header) noexcept;

  std::array<Shelf, shelf_count> shelves_{};
};

constexpr Recycler::Recycler() {
  for (std::size_t i = 1; i < shelf_count; ++i) shelves_[i].room = kept_bytes_max / (i * alignment);
}

inline void* Recycler::recycled(std::size_t size) noexcept {
  Shelf& shelf = shelves_[shelf_of(size)];
  Dropped* const block = shelf.first;
  if (block == nullptr) return nullptr;
  shelf.first = block->next;
  ++shelf.room;
  return block;
}

inline void Recycler::drop(void* block) noexcept {
  if (block == nullptr) return;
  Header* const header = header_of(block);
  Shelf& shelf = shelves_[header->shelf];
  if (shelf.room == 0) {
    give_back(header);
    return;
  }
  --shelf.room;
  shelf.first = ::new (block) Dropped{shelf.first};
}

}  // namespace ripcord::heap
