#include "transports/sockets/input_pipe.hpp"

#include "transports/io/errors.hpp"
#include "transports/sockets/kernel.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>

#include <utility>

namespace ripcord::sockets {

namespace asio = boost::asio;

struct InputPipe::State {
  State(asio::io_context& context, int native, InputPipe& owner)
      : descriptor(context, native), pipe(&owner) {}

  asio::posix::stream_descriptor descriptor;
  InputPipe* pipe;  // null when it has died
  bool awaits_readable = false;
};

InputPipe::InputPipe(Runtime& runtime, int descriptor)
    : io::Stream(runtime, {}),
      state_(std::make_shared<State>(runtime.kernel().context, descriptor, *this)) {
  // Cannot fail on a pipe.
  ErrorCode ignored;
  state_->descriptor.non_blocking(true, ignored);
}

InputPipe::~InputPipe() {
  state_->pipe = nullptr;
  ErrorCode ignored;
  state_->descriptor.close(ignored);
}

void InputPipe::abort() {
  ErrorCode ignored;
  state_->descriptor.close(ignored);
  fail_pending(io::errc::operation_aborted);
}

io::Start InputPipe::try_read(io::ReadOperation& operation) {
  if (!state_->descriptor.is_open()) {
    operation.fail(io::errc::operation_aborted);
    return io::Start::done;
  }
  const MutableByteView buffer = operation.buffer();
  ErrorCode error;
  const std::size_t count =
      state_->descriptor.read_some(asio::buffer(buffer.data(), buffer.size()), error);
  if (error == asio::error::would_block) {
    await_readable();
    return io::Start::pending;
  }
  if (error) {
    operation.fail(error);
  } else {
    operation.succeed(count);
  }
  return io::Start::done;
}

io::Start InputPipe::try_write(io::WriteOperation& operation) {
  operation.fail(io::errc::broken_pipe);
  return io::Start::done;
}

void InputPipe::await_readable() {
  if (std::exchange(state_->awaits_readable, true)) return;
  state_->descriptor.async_wait(asio::posix::descriptor_base::wait_read,
                                [state = state_](const ErrorCode&) {
                                  state->awaits_readable = false;
                                  if (state->pipe != nullptr) state->pipe->retry_read();
                                });
}

}  // namespace ripcord::sockets
