#pragma once

#include "transports/base/bytes.hpp"

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

  std::uint8_t u8();
  std::uint16_t u16();
  std::uint32_t u32();
  std::uint64_t u64();
  /// The next `size` bytes; empty if fewer are left.
  ByteView bytes(std::size_t size);
  void skip(std::size_t size);
  /// Skips to the next multiple of `alignment` from the start of the buffer plus `origin`.
  /// `alignment` is a power of 2.
  void align(std::size_t alignment, std::size_t origin = 0);
  /// All that is left.
  ByteView rest();

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
  void fail(std::size_t at);

 private:
  bool take(std::size_t size);

  ByteView bytes_;
  std::size_t offset_ = 0;
  std::size_t failed_at_ = 0;
  ByteOrder order_;
  bool failed_ = false;
};

}  // namespace ripcord
