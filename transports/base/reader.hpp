#pragma once

#include "transports/base/bytes.hpp"
#include "transports/base/octets.hpp"

#include <cstdint>

namespace ripcord {

/// Reads integers and byte runs off the front of a buffer. The first read past the end makes it
/// fail for good: that read and all later ones give zeros or nothing, so a decoder reads every
/// field in a straight line and asks `failed()` once at the end.
class Reader {
 public:
  /// Reads `bytes`, which must outlive the reader and the views it hands out.
  explicit Reader(ByteView bytes, ByteOrder order = ByteOrder::little_endian)
      : bytes_(bytes), order_(order) {}

  std::uint8_t u8() { return integer<std::uint8_t>(); }
  std::uint16_t u16() { return integer<std::uint16_t>(); }
  std::uint32_t u32() { return integer<std::uint32_t>(); }
  std::uint64_t u64() { return integer<std::uint64_t>(); }
  /// The next `size` bytes; empty if fewer are left.
  ByteView bytes(std::size_t size) {
    return take(size) ? bytes_.subspan(offset_ - size, size) : ByteView{};
  }
  void skip(std::size_t size) { take(size); }
  /// Skips to the next multiple of `alignment` from the start of the buffer plus `origin`.
  /// `alignment` is a power of 2.
  void align(std::size_t alignment, std::size_t origin = 0) {
    const std::size_t past = (offset_ + origin) & (alignment - 1);
    if (past != 0) skip(alignment - past);
  }
  /// All that is left.
  ByteView rest() { return bytes(failed_ ? 0 : remaining()); }

  void set_order(ByteOrder order) { order_ = order; }
  [[nodiscard]] ByteOrder order() const { return order_; }
  /// Bytes read so far.
  [[nodiscard]] std::size_t offset() const { return offset_; }
  [[nodiscard]] std::size_t remaining() const { return bytes_.size() - offset_; }
  /// Whether a read went past the end (or `fail` was called).
  [[nodiscard]] bool failed() const { return failed_; }
  /// Where the first failing read began; meaningful only after `failed()`.
  [[nodiscard]] std::size_t failed_at() const { return failed_at_; }
  /// Marks what was read as unusable from `at` on, as if the buffer had ended there.
  void fail(std::size_t at) {
    if (failed_) return;
    failed_ = true;
    failed_at_ = at;
  }

 private:
  bool take(std::size_t size) {
    if (failed_) return false;
    if (remaining() < size) {
      fail(offset_);
      return false;
    }
    offset_ += size;
    return true;
  }

  template <typename Integer>
  Integer integer() {
    if (!take(sizeof(Integer))) return 0;
    return load_integer<Integer>(bytes_.data() + offset_ - sizeof(Integer), order_);
  }

  ByteView bytes_;
  std::size_t offset_ = 0;
  std::size_t failed_at_ = 0;
  ByteOrder order_;
  bool failed_ = false;
};

}  // namespace ripcord
