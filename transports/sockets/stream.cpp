#include "transports/sockets/stream.hpp"

#include "transports/io/errors.hpp"
#include "transports/sockets/handler_memory.hpp"
#include "transports/sockets/kernel.hpp"

#include <boost/asio/bind_allocator.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/error.hpp>

#include <algorithm>
#include <array>
#include <cstring>
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
  State(Socket connected, Stream& owner, Birth from)
      : socket(std::move(connected)), stream(&owner), birth(from) {}

  /// What a reader is told where the kernel says `said`.
  [[nodiscard]] ErrorCode read_error(const ErrorCode& said) const {
    const bool is_reset = said == asio::error::eof && birth == Birth::reset_by_peer;
    return is_reset ? io::make_error_code(io::errc::connection_reset) : said;
  }

  Socket socket;
  Stream* stream;  // null when it has died
  Birth birth;
  /// What Asio has read ahead, from `begin` on: it waits for bytes by reading them here. Waiting
  /// for readiness alone would cost a call of the kernel each time, to watch the socket anew.
  std::array<Byte, 2048> ahead;
  std::size_t begin = 0;
  std::size_t end = 0;
  /// What Asio met instead of bytes, to be told behind them.
  ErrorCode error;
  /// The last reading brought less than there was room for: the kernel had no more.
  bool drained = false;
  HandlerMemory read_memory;
  bool awaits_readable = false;
  bool awaits_writable = false;
};

Stream::Stream(Runtime& runtime, Socket socket, io::StreamAddresses addresses, Birth birth)
    : io::Stream(runtime, std::move(addresses)),
      state_(std::make_shared<State>(std::move(socket), *this, birth)) {
  // Cannot fail on an open socket.
  ErrorCode ignored;
  state_->socket.non_blocking(true, ignored);
}

Stream::~Stream() {
  state_->stream = nullptr;
  // The kernel sends FIN, or RST where bytes are unread; of those that were read ahead it does not
  // know.
  ErrorCode ignored;
  if (state_->begin < state_->end) {
    state_->socket.set_option(asio::socket_base::linger(true, 0), ignored);
  }
  state_->socket.close(ignored);
}

Socket& Stream::socket() const noexcept { return state_->socket; }

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
  State& state = *state_;
  if (state.begin < state.end) return take_ahead(operation);
  if (state.error) {
    operation.fail(std::exchange(state.error, {}));
    return io::Start::done;
  }
  if (operation.haste() == io::ReadOperation::Haste::may_wait && state.drained) {
    await_readable();
    return io::Start::pending;
  }
  const MutableByteView buffer = operation.buffer();
  ErrorCode error;
  const std::size_t count =
      state_->socket.read_some(asio::buffer(buffer.data(), buffer.size()), error);
  const io::Start start = tell(operation, count, state.read_error(error));
  if (start == io::Start::pending) await_readable();
  state_->drained = !error && count < buffer.size();
  return start;
}

/// Takes what Asio read ahead, and what has come behind it.
io::Start Stream::take_ahead(io::ReadOperation& operation) {
  State& state = *state_;
  const MutableByteView buffer = operation.buffer();
  std::size_t count = std::min(buffer.size(), state.end - state.begin);
  std::memcpy(buffer.data(), &state.ahead[state.begin], count);
  state.begin += count;
  if (count < buffer.size() && !state.drained) {
    ErrorCode error;
    const MutableByteView room = buffer.subspan(count);
    const std::size_t more = state.socket.read_some(asio::buffer(room.data(), room.size()), error);
    state.drained = more < room.size();
    if (error && error != asio::error::would_block) state.error = state.read_error(error);
    count += more;
  }
  operation.succeed(count);
  return io::Start::done;
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
  auto received = [state = state_](const ErrorCode& error, std::size_t count) {
    state->awaits_readable = false;
    state->begin = 0;
    state->end = count;
    state->error = state->read_error(error);
    state->drained = count < state->ahead.size();
    if (state->stream != nullptr) state->stream->retry_read();
  };
  state_->socket.async_receive(
      asio::buffer(state_->ahead),
      asio::bind_allocator(HandlerAllocator<Byte>(state_->read_memory), std::move(received)));
}

void Stream::await_writable() {
  if (std::exchange(state_->awaits_writable, true)) return;
  state_->socket.async_wait(Socket::wait_write, [state = state_](const ErrorCode&) {
    state->awaits_writable = false;
    if (state->stream != nullptr) state->stream->retry_write();
  });
}

}  // namespace ripcord::sockets
