#pragma once

#include "transports/base/bytes.hpp"

#include <algorithm>
#include <cstddef>
#include <memory>

namespace ripcord::relay {

/// Where an ingest reads into: small for a talk of small PDUs, larger once a reading has filled it,
/// because a bulk transfer is cheaper in large blocks.
class ReadBuffer {
 public:
  static constexpr std::size_t bytes_min = std::size_t{2} << 10U;
  static constexpr std::size_t bytes_max = std::size_t{64} << 10U;

  /// The buffer, at most `room` bytes of it.
  [[nodiscard]] MutableByteView front(std::size_t room) {
    if (!bytes_) bytes_ = std::make_unique_for_overwrite<Byte[]>(size_);
    return {bytes_.get(), std::min(size_, room)};
  }

  /// A reading brought `count` bytes, which are no longer needed.
  void was_read(std::size_t count) {
    if (count < size_ || size_ >= bytes_max) return;
    size_ *= 2;
    bytes_.reset();
  }

 private:
  std::unique_ptr<Byte[]> bytes_;
  std::size_t size_ = bytes_min;
};

}  // namespace ripcord::relay
