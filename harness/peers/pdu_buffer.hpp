#pragma once

#include "transports/base/bytes.hpp"
#include "transports/dcerpc/header.hpp"
#include "transports/io/frame_pool.hpp"

#include <cstddef>
#include <cstdint>

namespace ripcord::peers {

/// What has arrived on a stream, cut into PDUs. Pure: the driver reads into `room` and says how
/// much.
///
///     while (buffer.front() == needs_more) { read into room(); added(count) }
///     use unit(); pop();
class PduBuffer {
 public:
  enum class Front : std::uint8_t {
    needs_more,
    /// `unit()` is a whole PDU.
    unit,
    /// No PDU begins here; `rest()` shows what does.
    lost,
  };

  [[nodiscard]] Front front();
  /// The whole PDU at the front, valid until `room` or `pop`.
  [[nodiscard]] ByteView unit() const;
  /// All that has arrived and was not popped.
  [[nodiscard]] ByteView rest() const;
  void pop();
  /// Forgets what has arrived behind the PDU at the front.
  void forget_behind();

  /// Where to read into; at least one byte. Moves what is left, so that views end here.
  [[nodiscard]] MutableByteView room();
  void added(std::size_t count);

 private:
  /// What a read brings at most, beside the rest of a PDU that is longer: more once one was full,
  /// so that connections with little to say stay small.
  static constexpr std::size_t usual_read_size = 8192;
  static constexpr std::size_t bulk_read_size = 65536;

  void grow(std::size_t capacity);

  io::PooledBytes bytes_;
  std::size_t capacity_ = 0;
  std::size_t read_size_ = usual_read_size;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::size_t unit_size_ = 0;
};

}  // namespace ripcord::peers
