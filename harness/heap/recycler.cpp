#include "harness/heap/recycler.hpp"

#include <algorithm>
#include <cstdint>

namespace ripcord::heap {
namespace {

// The form for aligned blocks is the standard library's own, a thin cover of malloc and free, even
// in a program whose other forms end in a recycler.
constexpr std::align_val_t aligned{Recycler::alignment};

}  // namespace

void Recycler::close() noexcept {
  for (Shelf& shelf : shelves_) {
    while (shelf.first != nullptr) {
      Dropped* const block = shelf.first;
      shelf.first = block->next;
      give_back(header_of(block));
    }
    shelf.room = 0;
  }
}

void* Recycler::fresh(std::size_t size) {
  // Nobody has so much memory, and the sum below stays in range.
  constexpr std::size_t size_max = PTRDIFF_MAX - sizeof(Header);
  const std::size_t shelf = shelf_of(size);
  const std::size_t bytes = shelf == 0 ? std::min(size, size_max) : shelf * alignment;
  return ::new (::operator new(sizeof(Header) + bytes, aligned)) Header{shelf} + 1;
}

void Recycler::give_back(Header* header) noexcept { ::operator delete(header, aligned); }

}  // namespace ripcord::heap
