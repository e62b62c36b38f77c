#include "transports/sockets/stream.hpp"

#include "transports/io/errors.hpp"
#include "transports/sockets/kernel.hpp"

#include <boost/asio/error.hpp>

#include <utility>

namespace ripcord::sockets {

using boost::asio::error::would_block;

Stream::Stream(Runtime& runtime, Socket socket, io::StreamAddresses addresses, Birth birth)
    : io::Stream(runtime, std::move(addresses)),
      Watch(runtime.kernel()),
      socket_(std::move(socket)),
      birth_(birth),
      deaf_(begin(socket_.handle(), For::input)) {}

// Closing sends FIN, or RST where bytes are unread.
Stream::~Stream() = default;

void Stream::finish() {
  socket_.finish();
  // A write that waits for room is one after the finish.
  full_ = false;
  retry_write();
}

void Stream::abort() {
  if (aborted_) return;
  aborted_ = true;
  end();
  socket_.reset_on_close();
  socket_.close();
  fail_pending(io::errc::operation_aborted);
}

io::Start Stream::try_read(io::ReadOperation& operation) {
  if (aborted_) return fail(operation, io::errc::operation_aborted);
  if (drained_ && operation.haste() == io::ReadOperation::Haste::may_wait)
    return io::Start::pending;
  const MutableByteView buffer = operation.buffer();
  const Result<std::size_t> count = socket_.read(buffer);
  if (count) {
    drained_ = *count < buffer.size() && short_reads_ == ShortReads::took_all;
    operation.succeed(*count);
    return io::Start::done;
  }
  if (count.error() == would_block) {
    drained_ = true;
    return pending_unless_deaf(operation);
  }
  const bool is_reset = birth_ == Birth::reset_by_peer && count.error() == io::errc::eof;
  return fail(operation, is_reset ? io::errc::connection_reset : count.error());
}

io::Start Stream::try_write(io::WriteOperation& operation) {
  if (aborted_) return fail(operation, io::errc::operation_aborted);
  if (full_) return io::Start::pending;
  const ByteView bytes = operation.bytes();
  const Result<std::size_t> count = socket_.write(bytes);
  if (!count && count.error() != would_block) return fail(operation, count.error());
  if (!count || *count < bytes.size()) await_room();
  if (!count) return pending_unless_deaf(operation);
  operation.succeed(*count);
  return io::Start::done;
}

void Stream::told(const News& news) {
  if (news.mark) short_reads_ = ShortReads::may_have_stopped;
  if (news.input || news.mark) {
    drained_ = false;
    retry_read();
  }
  if (news.output || news.mark) {
    full_ = false;
    retry_write();
  }
}

/// Most streams never fill the way before them, so room is watched for from the first time on.
void Stream::await_room() {
  full_ = true;
  if (!std::exchange(watches_output_, true) && !deaf_) deaf_ = watch_output_too();
}

io::Start Stream::pending_unless_deaf(io::Transfer& operation) const {
  return deaf_ ? fail(operation, deaf_) : io::Start::pending;
}

io::Start Stream::fail(io::Transfer& operation, const ErrorCode& error) {
  operation.fail(error);
  return io::Start::done;
}

}  // namespace ripcord::sockets
