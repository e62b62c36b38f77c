#pragma once

#include "transports/base/reader.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace ripcord::fuzz {

/// A fuzzer's input as decisions, taken off its front. Behind the end every decision is 0, the
/// simplest one, so that a shorter input is a simpler one.
class Input {
 public:
  /// `data` outlives the input and the views that it hands out.
  Input(const std::uint8_t* data, std::size_t size) : reader_(ByteView(data, size)) {}

  std::uint8_t byte() { return reader_.remaining() == 0 ? std::uint8_t{0} : reader_.u8(); }
  std::uint16_t number() {
    const unsigned high = byte();
    return static_cast<std::uint16_t>(high << 8U | byte());
  }
  /// One of `count`, at most 256, from 0.
  std::size_t choice(std::size_t count) { return byte() % count; }
  /// The next `size` bytes, or fewer where fewer are left.
  ByteView bytes(std::size_t size) { return reader_.bytes(std::min(size, reader_.remaining())); }
  ByteView rest() { return reader_.rest(); }
  [[nodiscard]] bool empty() const { return reader_.remaining() == 0; }

 private:
  Reader reader_;
};

}  // namespace ripcord::fuzz
