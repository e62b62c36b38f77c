#include "transports/sockets/input_pipe.hpp"

#include "transports/io/errors.hpp"
#include "transports/sockets/kernel.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

namespace ripcord::sockets {
namespace {

int made_non_blocking(int descriptor) {
  // Cannot fail on a pipe.
  ::fcntl(descriptor, F_SETFL, ::fcntl(descriptor, F_GETFL) | O_NONBLOCK);
  return descriptor;
}

}  // namespace

InputPipe::InputPipe(Runtime& runtime, int descriptor)
    : io::Stream(runtime, {}),
      Watch(runtime.kernel()),
      pipe_(made_non_blocking(descriptor)),
      deaf_(begin(descriptor, For::input)) {}

InputPipe::~InputPipe() = default;

void InputPipe::abort() {
  end();
  pipe_.close();
  fail_pending(io::errc::operation_aborted);
}

io::Start InputPipe::try_read(io::ReadOperation& operation) {
  if (!pipe_.is_open()) {
    operation.fail(io::errc::operation_aborted);
    return io::Start::done;
  }
  const MutableByteView buffer = operation.buffer();
  const ssize_t count = ::read(pipe_.handle(), buffer.data(), buffer.size());
  if (count < 0 && errno == EAGAIN && !deaf_) return io::Start::pending;
  if (count < 0) {
    operation.fail(deaf_ ? deaf_ : ErrorCode(errno, boost::system::system_category()));
  } else if (count == 0) {
    operation.fail(io::errc::eof);
  } else {
    operation.succeed(static_cast<std::size_t>(count));
  }
  return io::Start::done;
}

io::Start InputPipe::try_write(io::WriteOperation& operation) {
  operation.fail(io::errc::broken_pipe);
  return io::Start::done;
}

}  // namespace ripcord::sockets
