#pragma once

#include "transports/base/bytes.hpp"
#include "transports/io/address.hpp"
#include "transports/io/awaited.hpp"
#include "transports/io/slot.hpp"
#include "transports/io/transfer.hpp"

#include <cstddef>
#include <optional>

namespace ripcord::io {

class Deadline;
class Reading;
class Runtime;
class Writing;
class WriteAll;

/// The addresses of a stream's two ends, as this end sees them.
struct StreamAddresses {
  Address local;
  Address peer;
};

/// One end of a connection that carries bytes both ways in order: a simulated connection, a pipe, a
/// socket.
///
/// At most one read and one write are pending at a time. Every error is an `io::errc`, or a rarer
/// code of the kernel. Destroying a stream closes it as a kernel does: FIN, or RST where bytes were
/// received and not read; operations still pending complete with `operation_aborted`. What was
/// written before still arrives. An operation that is destroyed while it is pending has moved no
/// byte.
class Stream {
 public:
  virtual ~Stream();
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;

  /// `Result<std::size_t> count = co_await stream.read_some(buffer);` 1 byte or more, `eof` after
  /// the other end's finish, `connection_reset` after its abort and after all that arrived before
  /// it. An empty buffer reads 0 at once.
  [[nodiscard]] Reading read_some(MutableByteView buffer) noexcept;

  /// `Result<std::size_t> count = co_await stream.write_some(bytes);` Takes 1 byte or more; waits
  /// while the way is full. Taken is not delivered: an error may be told only by a later operation.
  [[nodiscard]] Writing write_some(ByteView bytes) noexcept;

  /// Half-closes: the other end reads `eof` behind what was written. Reading goes on. Later writes:
  /// `broken_pipe`.
  virtual void finish() = 0;

  /// Resets the connection: the other end gets `connection_reset`. What this end has not read or
  /// not yet sent is discarded; its pending and later operations fail with `operation_aborted`.
  virtual void abort() = 0;

  /// Bytes that were written and that the other end's machine has not acknowledged yet: what an
  /// abort now could take back. None where nobody acknowledges: in memory, or where to write is to
  /// arrive.
  [[nodiscard]] virtual std::optional<std::size_t> unacknowledged() const { return std::nullopt; }

  /// For operations other than awaiters. On `done` the result is in the operation.
  Start start_read(ReadOperation& operation);
  Start start_write(WriteOperation& operation);

  [[nodiscard]] const Address& local_address() const noexcept { return addresses_.local; }
  [[nodiscard]] const Address& peer_address() const noexcept { return addresses_.peer; }
  [[nodiscard]] Runtime& runtime() const noexcept { return runtime_; }

 protected:
  Stream(Runtime& runtime, StreamAddresses addresses);

  /// A transport says that what `try_read`, `try_write` waited for may have come.
  void retry_read();
  void retry_write();
  /// Completes what is pending with `error`.
  void fail_pending(ErrorCode error);
  [[nodiscard]] bool read_is_pending() const noexcept { return !reading_.empty(); }
  [[nodiscard]] bool write_is_pending() const noexcept { return !writing_.empty(); }

 private:
  friend class Deadline;

  /// Moves bytes now and tells the result to `operation`, or says `pending` and calls `retry_read`
  /// when it is worth trying again. The buffer is not empty.
  virtual Start try_read(ReadOperation& operation) = 0;
  virtual Start try_write(WriteOperation& operation) = 0;

  Runtime& runtime_;
  StreamAddresses addresses_;
  Slot<ReadOperation> reading_;
  Slot<WriteOperation> writing_;
  Deadline* deadlines_ = nullptr;
  unsigned expired_deadlines_ = 0;
};

class Reading : public Awaited<ReadOperation> {
 public:
  Reading(Stream& stream, MutableByteView buffer) noexcept
      : Awaited(&resume, buffer), stream_(stream) {}

  [[nodiscard]] bool await_ready() {
    return stream_.start_read(*this) == Start::done && stream_.runtime().grant_turn();
  }
  [[nodiscard]] Result<std::size_t> await_resume() const noexcept { return result(); }

 private:
  Stream& stream_;
};

class Writing : public Awaited<WriteOperation> {
 public:
  Writing(Stream& stream, ByteView bytes) noexcept : Awaited(&resume, bytes), stream_(stream) {}

  [[nodiscard]] bool await_ready() {
    return stream_.start_write(*this) == Start::done && stream_.runtime().grant_turn();
  }
  [[nodiscard]] Result<std::size_t> await_resume() const noexcept { return result(); }

 private:
  Stream& stream_;
};

inline Reading Stream::read_some(MutableByteView buffer) noexcept { return {*this, buffer}; }
inline Writing Stream::write_some(ByteView bytes) noexcept { return {*this, bytes}; }

/// `Result<void> written = co_await write_all(stream, bytes);` Writes every byte or tells the first
/// error. `bytes` and `stream` outlive the await.
[[nodiscard]] WriteAll write_all(Stream& stream, ByteView bytes) noexcept;

/// `Result<void> read = co_await read_exactly(stream, buffer);` Fills the buffer or tells the first
/// error; `eof` also where the stream ends inside.
[[nodiscard]] Task<Result<void>> read_exactly(Stream& stream, MutableByteView buffer);

/// What `write_all` awaits: the coroutine is resumed only once, when all is written.
class WriteAll : public Awaited<WriteOperation> {
 public:
  WriteAll(Stream& stream, ByteView bytes) noexcept : Awaited(&advance, bytes), stream_(stream) {}

  [[nodiscard]] bool await_ready() {
    return write() == Start::done && stream_.runtime().grant_turn();
  }
  [[nodiscard]] Result<void> await_resume() const noexcept {
    if (error()) return error();
    return {};
  }

 private:
  static void advance(Operation& operation);
  /// Writes until all is written, an error is told, or the stream must be waited for.
  Start write();
  /// Takes what was written off the bytes: done if that, or an error, ends it.
  Start settle();

  Stream& stream_;
};

inline WriteAll write_all(Stream& stream, ByteView bytes) noexcept { return {stream, bytes}; }

}  // namespace ripcord::io
