#include "transports/io/memory_connection.hpp"

#include "transports/base/assert.hpp"
#include "transports/io/runtime.hpp"

#include <algorithm>
#include <utility>

namespace ripcord::io {

/// One end. All it knows is which.
class MemoryStream final : public Stream {
 public:
  MemoryStream(MemoryConnection& connection, End end, StreamAddresses addresses)
      : Stream(connection.runtime(), std::move(addresses)), connection_(connection), end_(end) {}
  ~MemoryStream() override { connection_.close(end_); }

  static void* operator new(std::size_t size) { return allocate_block(size); }
  static void operator delete(void* stream, std::size_t size) noexcept { free_block(stream, size); }

  void finish() override { connection_.finish(end_); }
  void abort() override { connection_.abort(end_); }

 private:
  friend class MemoryConnection;

  Start try_read(ReadOperation& operation) override { return connection_.read(end_, operation); }
  Start try_write(WriteOperation& operation) override { return connection_.write(end_, operation); }

  MemoryConnection& connection_;
  End end_;
};

MemoryConnection::MemoryConnection(Runtime& runtime, std::size_t buffer_bytes_max, Delay delay)
    : runtime_(runtime), buffer_bytes_max_(buffer_bytes_max), delay_(delay) {
  RIPCORD_ASSERT(buffer_bytes_max > 0);
  ++runtime_.census().connections;
}

MemoryConnection::~MemoryConnection() { --runtime_.census().connections; }

std::unique_ptr<Stream> MemoryConnection::open(End end, StreamAddresses addresses) {
  RIPCORD_ASSERT(side(end).stream == nullptr);
  auto stream = std::make_unique<MemoryStream>(*this, end, std::move(addresses));
  side(end).stream = stream.get();
  return stream;
}

Start MemoryConnection::read(End end, ReadOperation& operation) {
  Side& mine = side(end);
  if (mine.aborted) {
    operation.fail(errc::operation_aborted);
    return Start::done;
  }
  if (!mine.handed.empty()) {
    const std::size_t count = std::min(operation.buffer().size(), mine.handed.size());
    std::copy_n(mine.handed.begin(), count, operation.buffer().begin());
    mine.handed = mine.handed.subspan(count);
    operation.succeed(count);
    return Start::done;
  }
  if (mine.arrived > 0) {
    const std::size_t wanted = std::min(operation.buffer().size(), mine.arrived);
    const std::size_t count = std::min(wanted, read_size(end, mine.arrived));
    mine.inbox.take(operation.buffer().first(count));
    mine.arrived -= count;
    operation.succeed(count);
    MemoryStream* const writer = side(other(end)).stream;
    if (writer != nullptr) writer->retry_write();
    return Start::done;
  }
  if (mine.finish_received) {
    operation.fail(errc::eof);
    return Start::done;
  }
  if (mine.gone) {
    operation.fail(mine.error ? std::exchange(mine.error, {}) : ErrorCode(errc::eof));
    return Start::done;
  }
  return Start::pending;
}

Start MemoryConnection::write(End end, WriteOperation& operation) {
  Side& mine = side(end);
  if (mine.aborted) {
    operation.fail(errc::operation_aborted);
    return Start::done;
  }
  if (mine.error) {
    operation.fail(std::exchange(mine.error, {}));
    return Start::done;
  }
  if (mine.finish_sent || mine.gone) {
    operation.fail(errc::broken_pipe);
    return Start::done;
  }
  Side& theirs = side(other(end));
  const std::size_t room = buffer_bytes_max_ - std::min(buffer_bytes_max_, theirs.inbox.size());
  if (room == 0) return Start::pending;
  const std::size_t count = std::min(room, operation.bytes().size());
  operation.succeed(count);
  const bool awaited =
      theirs.inbox.empty() && theirs.stream != nullptr && theirs.stream->read_is_pending();
  if (delay_ == Delay::none && awaited) {
    hand_over(other(end), operation.bytes().first(count));
  } else {
    theirs.inbox.append(operation.bytes().first(count));
    carry(other(end), Parcel::bytes, count);
  }
  return Start::done;
}

/// Into the buffer of the read that waits, without a stay in the inbox.
void MemoryConnection::hand_over(End to, ByteView bytes) {
  Side& theirs = side(to);
  theirs.handed = bytes;
  theirs.stream->retry_read();
  const ByteView rest = std::exchange(theirs.handed, {});
  theirs.inbox.append(rest);
  theirs.arrived += rest.size();
}

void MemoryConnection::finish(End end) {
  Side& mine = side(end);
  if (mine.finish_sent || mine.gone) return;
  mine.finish_sent = true;
  carry(other(end), Parcel::finish, 0);
  // A write that waits for room is one after the finish.
  mine.stream->retry_write();
}

void MemoryConnection::abort(End end) {
  Side& mine = side(end);
  if (mine.aborted) return;
  mine.aborted = true;
  discard_arrived(end);
  reset_from(end);
  mine.stream->fail_pending(errc::operation_aborted);
}

void MemoryConnection::close(End end) {
  Side& mine = side(end);
  mine.stream->fail_pending(errc::operation_aborted);
  if (mine.arrived > 0) {
    discard_arrived(end);
    reset_from(end);
  } else {
    finish(end);
  }
  mine.stream = nullptr;
  mine.closed = true;
  if (side(other(end)).closed) this->end();
}

void MemoryConnection::reset_from(End end) {
  Side& mine = side(end);
  // After both finishes there is no connection left to reset.
  if (mine.gone || (mine.finish_sent && mine.finish_received)) return;
  mine.gone = true;
  discard_unsent(other(end));
  carry(other(end), Parcel::reset, 0);
}

void MemoryConnection::discard_arrived(End end) noexcept {
  side(end).inbox.drop_front(side(end).arrived);
  side(end).arrived = 0;
}

void MemoryConnection::arrive(End to, Parcel what, std::size_t count) {
  Side& mine = side(to);
  switch (what) {
    case Parcel::bytes:
      receive_bytes(to, count);
      return;
    case Parcel::finish:
      mine.finish_received = true;
      if (mine.stream != nullptr) mine.stream->retry_read();
      return;
    case Parcel::reset:
      receive_reset(to);
      return;
  }
}

void MemoryConnection::receive_bytes(End end, std::size_t count) {
  Side& mine = side(end);
  mine.arrived += count;
  if (mine.closed || mine.aborted) {
    discard_arrived(end);
    if (mine.closed) reset_from(end);
  } else {
    mine.stream->retry_read();
  }
}

void MemoryConnection::receive_reset(End end) {
  Side& mine = side(end);
  if (mine.gone) return;
  mine.gone = true;
  mine.error = mine.finish_received ? errc::broken_pipe : errc::connection_reset;
  if (mine.stream == nullptr) return;
  mine.stream->retry_read();
  mine.stream->retry_write();
}

}  // namespace ripcord::io
