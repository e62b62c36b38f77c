#pragma once

#include "transports/base/bytes.hpp"
#include "transports/io/frame_pool.hpp"

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <utility>

namespace ripcord::relay {

/// Where one direction's bytes are read into, and where a unit that is not whole yet waits for its
/// rest. Small for a talk of small PDUs, larger once a reading has filled it, because a bulk
/// transfer is cheaper in large blocks.
class ReadBuffer {
 public:
  static constexpr std::size_t bytes_min = std::size_t{2} << 10U;
  static constexpr std::size_t bytes_max = std::size_t{64} << 10U;

  /// What was read and not yet consumed. Valid until `space`.
  [[nodiscard]] ByteView unread() const { return {bytes_.get() + begin_, end_ - begin_}; }

  /// Room behind that, at most `limit` bytes; empty if a unit fills the whole buffer.
  [[nodiscard]] MutableByteView space(std::size_t limit) {
    if (!bytes_ || (end_ == size_ && size_ < bytes_max)) {
      move_to(bytes_ ? 2 * size_ : size_);
    } else if (begin_ > 0) {
      if (begin_ < end_) std::memmove(bytes_.get(), bytes_.get() + begin_, end_ - begin_);
      end_ -= begin_;
      begin_ = 0;
    }
    return {bytes_.get() + end_, std::min(size_ - end_, limit)};
  }

  /// A reading brought `count` bytes.
  void was_read(std::size_t count) { end_ += count; }

  /// The first `count` unread bytes are no longer needed once `space` is called again.
  void consume(std::size_t count) { begin_ += count; }

 private:
  void move_to(std::size_t size) {
    io::PooledBytes bytes = io::pooled_bytes(size);
    const std::size_t kept = end_ - begin_;
    if (kept > 0) std::memcpy(bytes.get(), bytes_.get() + begin_, kept);
    bytes_ = std::move(bytes);
    size_ = size;
    begin_ = 0;
    end_ = kept;
  }

  io::PooledBytes bytes_;
  std::size_t size_ = bytes_min;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
};

}  // namespace ripcord::relay
