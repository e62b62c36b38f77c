// `operator new` and `operator delete` of the ripcord program: each thread recycles what is dropped
// in it. A source of the program and of no library, for whoever links a component is to keep the
// heap that he has. The forms for arrays, and those that do not throw, call these; those for what
// is aligned beyond the usual stay the standard library's.

#include "harness/heap/recycler.hpp"

#include <cstddef>
#include <new>

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define RIPCORD_SYSTEM_HEAP
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define RIPCORD_SYSTEM_HEAP
#endif

// A sanitizer has to see every block that is dropped.
#if !defined(RIPCORD_SYSTEM_HEAP)

namespace ripcord::heap {
namespace {

// NOLINTNEXTLINE(cppcoreguidelines-avoid-non-const-global-variables): a cache, without meaning
constinit thread_local Recycler recycler;

struct Close {
  Close() = default;
  ~Close() { recycler.close(); }
  Close(const Close&) = delete;
  Close& operator=(const Close&) = delete;
};

[[gnu::noinline]] void* fresh(std::size_t size) {
  thread_local const Close close;
  static_cast<void>(close);
  return Recycler::fresh(size);
}

}  // namespace
}  // namespace ripcord::heap

void* operator new(std::size_t size) {
  if (void* const block = ripcord::heap::recycler.recycled(size)) return block;
  return ripcord::heap::fresh(size);
}
void operator delete(void* block) noexcept { ripcord::heap::recycler.drop(block); }
void operator delete(void* block, std::size_t) noexcept { ripcord::heap::recycler.drop(block); }

#endif
