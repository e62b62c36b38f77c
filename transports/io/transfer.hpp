#pragma once

#include "transports/base/bytes.hpp"
#include "transports/base/result.hpp"
#include "transports/io/operation.hpp"

#include <cstddef>
#include <cstdint>

namespace ripcord::io {

/// An operation that moves bytes, and its result.
class Transfer : public Operation {
 public:
  explicit Transfer(Completion completion) noexcept : Operation(completion) {}

  /// Told by the transport, before the operation is posted or the start returns `done`.
  void succeed(std::size_t count) noexcept {
    error_ = {};
    count_ = count;
  }
  void fail(ErrorCode error) noexcept { error_ = error; }

  [[nodiscard]] const ErrorCode& error() const noexcept { return error_; }
  [[nodiscard]] std::size_t count() const noexcept { return count_; }
  [[nodiscard]] Result<std::size_t> result() const noexcept {
    if (error_) return error_;
    return count_;
  }

 private:
  ErrorCode error_;
  std::size_t count_ = 0;
};

/// A read. The buffer is its owner's and outlives it.
class ReadOperation : public Transfer {
 public:
  /// Whether the transport must look for what has come just now, or may wait for more where the
  /// last reading took all: a system call less for who reads without end.
  enum class Haste : std::uint8_t { looks_now, may_wait };

  ReadOperation(Completion completion,
                MutableByteView buffer,
                Haste haste = Haste::looks_now) noexcept
      : Transfer(completion), buffer_(buffer), haste_(haste) {}
  [[nodiscard]] Haste haste() const noexcept { return haste_; }
  [[nodiscard]] MutableByteView buffer() const noexcept { return buffer_; }

 protected:
  void set_buffer(MutableByteView buffer) noexcept { buffer_ = buffer; }

 private:
  MutableByteView buffer_;
  Haste haste_;
};

/// A write. The bytes are their owner's and outlive it.
class WriteOperation : public Transfer {
 public:
  WriteOperation(Completion completion, ByteView bytes) noexcept
      : Transfer(completion), bytes_(bytes) {}
  [[nodiscard]] ByteView bytes() const noexcept { return bytes_; }

 protected:
  void set_bytes(ByteView bytes) noexcept { bytes_ = bytes; }

 private:
  ByteView bytes_;
};

}  // namespace ripcord::io
