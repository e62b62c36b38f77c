#pragma once

#include "transports/base/assert.hpp"
#include "transports/io/frame_pool.hpp"

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <span>
#include <type_traits>

namespace ripcord::io {

/// A queue of plain values in pooled memory. It grows by doubling and keeps what it has; who uses
/// it enforces a limit.
template <typename T>
class Ring {
  static_assert(std::is_trivially_copyable_v<T>);

 public:
  Ring() = default;
  ~Ring() {
    if (values_ != nullptr) free_block(values_, capacity_ * sizeof(T));
  }
  Ring(const Ring&) = delete;
  Ring& operator=(const Ring&) = delete;

  [[nodiscard]] bool empty() const noexcept { return size_ == 0; }
  [[nodiscard]] std::size_t size() const noexcept { return size_; }

  [[nodiscard]] const T& front() const noexcept { return values_[first_]; }
  [[nodiscard]] const T& back() const noexcept { return values_[index_of(size_ - 1)]; }

  void push_back(const T& value) { append({&value, 1}); }

  void append(std::span<const T> values) {
    if (values.empty()) return;
    if (size_ + values.size() > capacity_) reserve(size_ + values.size());
    const std::size_t end = index_of(size_);
    const std::size_t before_wrap = std::min(values.size(), capacity_ - end);
    copy(values_ + end, values.data(), before_wrap);
    copy(values_, values.data() + before_wrap, values.size() - before_wrap);
    size_ += values.size();
  }

  /// Moves the oldest values out; there are that many.
  void take(std::span<T> values) noexcept {
    RIPCORD_ASSERT(values.size() <= size_);
    const std::size_t before_wrap = std::min(values.size(), capacity_ - first_);
    copy(values.data(), values_ + first_, before_wrap);
    copy(values.data() + before_wrap, values_, values.size() - before_wrap);
    drop_front(values.size());
  }

  void drop_front(std::size_t count) noexcept {
    RIPCORD_ASSERT(count <= size_);
    size_ -= count;
    // An empty queue starts at the beginning again, so that a short one stays in the same cache
    // lines.
    first_ = size_ == 0 ? 0 : index_of(count);
  }

  void drop_back(std::size_t count) noexcept {
    RIPCORD_ASSERT(count <= size_);
    size_ -= count;
  }

 private:
  static constexpr std::size_t capacity_min = sizeof(T) == 1 ? 1024 : 8;

  static void copy(T* to, const T* from, std::size_t count) noexcept {
    if (count > 0) std::memcpy(to, from, count * sizeof(T));
  }

  // The capacity is a power of two.
  [[nodiscard]] std::size_t index_of(std::size_t offset) const noexcept {
    return (first_ + offset) & (capacity_ - 1);
  }

  void reserve(std::size_t wanted) {
    std::size_t capacity = std::max(capacity_, capacity_min);
    while (capacity < wanted) capacity *= 2;
    auto* const values = static_cast<T*>(allocate_block(capacity * sizeof(T)));
    const std::size_t size = size_;
    if (values_ != nullptr) {
      take({values, size});
      free_block(values_, capacity_ * sizeof(T));
    }
    values_ = values;
    capacity_ = capacity;
    first_ = 0;
    size_ = size;
  }

  T* values_ = nullptr;
  std::size_t capacity_ = 0;
  std::size_t first_ = 0;
  std::size_t size_ = 0;
};

}  // namespace ripcord::io
