#pragma once

#include <array>
#include <cstddef>
#include <new>

namespace ripcord::sockets {

/// Room for the one wait of a kind that a socket has under way, so that waiting allocates nothing.
/// Lives as long as the wait's handler, which therefore owns its owner.
class HandlerMemory {
 public:
  void* take(std::size_t size) {
    if (taken_ || size > room_.size()) return ::operator new(size);
    taken_ = true;
    return room_.data();
  }
  void give_back(void* memory) noexcept {
    if (memory == room_.data()) {
      taken_ = false;
    } else {
      ::operator delete(memory);
    }
  }

 private:
  alignas(std::max_align_t) std::array<std::byte, 256> room_;
  bool taken_ = false;
};

/// The allocator by which Asio finds a `HandlerMemory`.
template <typename T>
class HandlerAllocator {
 public:
  using value_type = T;

  explicit HandlerAllocator(HandlerMemory& memory) noexcept : memory_(&memory) {}
  template <typename U>
  // NOLINTNEXTLINE(google-explicit-constructor): allocators convert
  HandlerAllocator(const HandlerAllocator<U>& other) noexcept : memory_(other.memory_) {}

  T* allocate(std::size_t count) {
    static_assert(alignof(T) <= alignof(std::max_align_t));
    return static_cast<T*>(memory_->take(count * sizeof(T)));
  }
  void deallocate(T* memory, std::size_t) noexcept { memory_->give_back(memory); }

  template <typename U>
  friend bool operator==(const HandlerAllocator& a, const HandlerAllocator<U>& b) noexcept {
    return a.memory_ == b.memory_;
  }

 private:
  template <typename U>
  friend class HandlerAllocator;

  HandlerMemory* memory_;
};

}  // namespace ripcord::sockets
