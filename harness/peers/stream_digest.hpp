#pragma once

#include "transports/base/bytes.hpp"

#include <cstddef>
#include <cstdint>

namespace ripcord::peers {

/// A 64-bit digest of bytes that come in pieces; how they were cut does not matter. Not
/// cryptographic. By it sender and receiver of a file are compared.
class StreamDigest {
 public:
  void add(ByteView bytes);

  /// The digest of what was added so far, and its size.
  [[nodiscard]] std::uint64_t value() const;
  [[nodiscard]] std::uint64_t size() const { return size_; }

 private:
  void add_byte(Byte byte);

  std::uint64_t state_ = 0;
  /// The bytes behind the last whole word, lowest first.
  std::uint64_t word_ = 0;
  std::uint64_t size_ = 0;
};

}  // namespace ripcord::peers
