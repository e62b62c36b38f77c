#include "transports/io/frame_pool.hpp"

#include <array>
#include <bit>
#include <new>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define RIPCORD_NO_FRAME_POOL
#endif
#endif
#if defined(__SANITIZE_ADDRESS__)
#define RIPCORD_NO_FRAME_POOL
#endif

namespace ripcord::io {
namespace {

// Most frames are smaller than a page and of few sizes: classes of 64 bytes. Buffers are larger
// powers of two. What is larger still is rare, and the heap's.
constexpr std::size_t grain = 64;
constexpr std::size_t fine_max = 4096;
constexpr std::size_t pooled_max = std::size_t{256} * 1024;
constexpr std::size_t fine_classes = fine_max / grain + 1;
constexpr std::size_t class_count =
    fine_classes + std::bit_width(pooled_max) - std::bit_width(fine_max);

constexpr std::size_t class_of(std::size_t size) {
  if (size <= fine_max) return (size + grain - 1) / grain;
  // libc++ 19 gives the width as an int.
  return fine_classes +
         static_cast<std::size_t>(std::bit_width(size - 1) - std::bit_width(fine_max));
}

constexpr std::size_t size_of_class(std::size_t index) {
  return index < fine_classes ? index * grain : fine_max << (index - fine_classes + 1);
}
static_assert(size_of_class(class_of(fine_max + 1)) == 2 * fine_max);
static_assert(class_of(pooled_max) == class_count - 1);

struct Link {
  Link* next;
};

// Trivially destructible, so that using them costs no check; Release gives their memory back when
// the thread ends.
// NOLINTBEGIN(cppcoreguidelines-avoid-non-const-global-variables): a cache of each thread, without
// meaning
constinit thread_local std::array<Link*, class_count> free_lists{};
constinit thread_local std::size_t live_count = 0;
// NOLINTEND(cppcoreguidelines-avoid-non-const-global-variables)

struct Release {
  Release() = default;
  ~Release() {
    for (Link*& list : free_lists) {
      while (list != nullptr) {
        Link* const block = list;
        list = block->next;
        ::operator delete(block);
      }
    }
  }
  Release(const Release&) = delete;
  Release& operator=(const Release&) = delete;
};

[[maybe_unused]] void* allocate_fresh(std::size_t index) {
  thread_local const Release release;
  static_cast<void>(release);
  return ::operator new(size_of_class(index));
}

}  // namespace

#if defined(RIPCORD_NO_FRAME_POOL)

void* allocate_block(std::size_t size) {
  ++live_count;
  return ::operator new(size);
}

void free_block(void* block, std::size_t) noexcept {
  --live_count;
  ::operator delete(block);
}

#else

void* allocate_block(std::size_t size) {
  ++live_count;
  if (size > pooled_max) return ::operator new(size);
  const std::size_t index = class_of(size);
  Link* const block = free_lists[index];
  if (block == nullptr) return allocate_fresh(index);
  free_lists[index] = block->next;
  return block;
}

void free_block(void* block, std::size_t size) noexcept {
  --live_count;
  if (size > pooled_max) {
    ::operator delete(block);
    return;
  }
  Link*& list = free_lists[class_of(size)];
  list = ::new (block) Link{list};
}

#endif

std::size_t live_blocks() noexcept { return live_count; }

}  // namespace ripcord::io
