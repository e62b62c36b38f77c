#pragma once

#include "transports/base/bytes.hpp"
#include "transports/base/octets.hpp"

#include <array>
#include <concepts>
#include <cstdint>

namespace ripcord {

/// Appends integers and byte runs to a buffer. Offsets count from where the buffer ended when the
/// writer was made.
class Writer {
 public:
  /// Appends to `buffer`, which must outlive the writer.
  explicit Writer(Bytes& buffer, ByteOrder order = ByteOrder::little_endian)
      : buffer_(buffer), start_(buffer.size()), order_(order) {}

  void u8(std::uint8_t value) { buffer_.push_back(value); }
  void u16(std::uint16_t value) { integer(value); }
  void u32(std::uint32_t value) { integer(value); }
  void u64(std::uint64_t value) { integer(value); }
  /// `value` must not lie in the buffer.
  void bytes(ByteView value) { buffer_.insert(buffer_.end(), value.begin(), value.end()); }
  void zeros(std::size_t size) { buffer_.insert(buffer_.end(), size, Byte{0}); }
  /// Pads with zeros to a multiple of `alignment` from the writer's start plus `origin`.
  /// `alignment` is a power of 2.
  void align(std::size_t alignment, std::size_t origin = 0) {
    const std::size_t past = (offset() + origin) & (alignment - 1);
    if (past != 0) zeros(alignment - past);
  }
  /// Overwrites the two or four bytes at `offset`, which must have been written.
  void patch_u16(std::size_t offset, std::uint16_t value);
  void patch_u32(std::size_t offset, std::uint32_t value);

  [[nodiscard]] ByteOrder order() const { return order_; }
  /// Bytes written so far.
  [[nodiscard]] std::size_t offset() const { return buffer_.size() - start_; }

 private:
  // Octet by octet: growing a vector by several at once is a call, and pushing one is not.
  template <std::unsigned_integral Integer>
  void integer(Integer value) {
    std::array<Byte, sizeof(Integer)> octets{};
    store_integer(octets.data(), value, order_);
    for (const Byte octet : octets) buffer_.push_back(octet);
  }

  Bytes& buffer_;
  std::size_t start_;
  ByteOrder order_;
};

}  // namespace ripcord
