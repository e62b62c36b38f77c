#include "transports/sockets/stream.hpp"

#include "transports/io/errors.hpp"
#include "transports/sockets/kernel.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/error.hpp>

#include <utility>

namespace ripcord::sockets {
namespace {

namespace asio = boost::asio;

/// Tells a non-blocking call's result: pending where it would have blocked.
io::Start tell(io::Transfer& operation, std::size_t count, const ErrorCode& error) {
  if (error == asio::error::would_block) return io::Start::pending;
  if (error) {
    operation.fail(error);
  } else {
    operation.succeed(count);
  }
  return io::Start::done;
}

}  // namespace

struct Stream::State {
  State(Socket connected, Stream& owner) : socket(std::move(connected)), stream(&owner) {}

  Socket socket;
  Stream* stream;  // null when it has died
  /// The last reading brought less than there was room for: the kernel had no more.
  bool drained = false;
  bool awaits_readable = false;
  bool awaits_writable = false;
};

Stream::Stream(Runtime& runtime, Socket socket, io::StreamAddresses addresses)
    : io::Stream(runtime, std::move(addresses)),
      state_(std::make_shared<State>(std::move(socket), *this)) {
  // Cannot fail on an open socket.
  ErrorCode ignored;
  state_->socket.non_blocking(true, ignored);
}

Stream::~Stream() {
  state_->stream = nullptr;
  // The kernel sends FIN, or RST where bytes are unread.
  ErrorCode ignored;
  state_->socket.close(ignored);
}

Socket& Stream::socket() noexcept { return state_->socket; }
const Socket& Stream::socket() const noexcept { return state_->socket; }

void Stream::finish() {
  // Where the connection is gone there is nobody to tell.
  ErrorCode ignored;
  state_->socket.shutdown(Socket::shutdown_send, ignored);
  // A write that waits for room is one after the finish.
  retry_write();
}

void Stream::abort() {
  if (aborted_) return;
  aborted_ = true;
  // Closing without lingering discards what was not sent and sends RST.
  ErrorCode ignored;
  state_->socket.set_option(asio::socket_base::linger(true, 0), ignored);
  state_->socket.close(ignored);
  fail_pending(io::errc::operation_aborted);
}

io::Start Stream::try_read(io::ReadOperation& operation) {
  if (aborted_) {
    operation.fail(io::errc::operation_aborted);
    return io::Start::done;
  }
  // Asio's wait looks before it waits, so nothing is missed.
  if (operation.haste() == io::ReadOperation::Haste::may_wait && state_->drained) {
    await_readable();
    return io::Start::pending;
  }
  const MutableByteView buffer = operation.buffer();
  ErrorCode error;
  const std::size_t count =
      state_->socket.read_some(asio::buffer(buffer.data(), buffer.size()), error);
  const io::Start start = tell(operation, count, error);
  if (start == io::Start::pending) await_readable();
  state_->drained = !error && count < buffer.size();
  return start;
}

io::Start Stream::try_write(io::WriteOperation& operation) {
  if (aborted_) {
    operation.fail(io::errc::operation_aborted);
    return io::Start::done;
  }
  const ByteView bytes = operation.bytes();
  ErrorCode error;
  const std::size_t count =
      state_->socket.write_some(asio::buffer(bytes.data(), bytes.size()), error);
  const io::Start start = tell(operation, count, error);
  if (start == io::Start::pending) await_writable();
  return start;
}

void Stream::await_readable() {
  if (std::exchange(state_->awaits_readable, true)) return;
  state_->socket.async_wait(Socket::wait_read, [state = state_](const ErrorCode&) {
    state->awaits_readable = false;
    state->drained = false;
    if (state->stream != nullptr) state->stream->retry_read();
  });
}

void Stream::await_writable() {
  if (std::exchange(state_->awaits_writable, true)) return;
  state_->socket.async_wait(Socket::wait_write, [state = state_](const ErrorCode&) {
    state->awaits_writable = false;
    if (state->stream != nullptr) state->stream->retry_write();
  });
}

}  // namespace ripcord::sockets
