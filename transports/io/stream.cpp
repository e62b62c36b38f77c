#include "transports/io/stream.hpp"

#include "transports/base/assert.hpp"
#include "transports/io/deadline.hpp"
#include "transports/io/errors.hpp"
#include "transports/io/runtime.hpp"

namespace ripcord::io {

Stream::Stream(Runtime& runtime, StreamAddresses addresses)
    : runtime_(runtime), addresses_(std::move(addresses)) {
  ++runtime_.census().streams;
}

Stream::~Stream() {
  fail_pending(errc::operation_aborted);
  while (deadlines_ != nullptr) deadlines_->detach();
  --runtime_.census().streams;
}

Start Stream::start_read(ReadOperation& operation) {
  if (expired_deadlines_ > 0) {
    operation.fail(errc::timed_out);
    return Start::done;
  }
  if (operation.buffer().empty()) {
    operation.succeed(0);
    return Start::done;
  }
  RIPCORD_ASSERT(reading_.empty());
  const Start start = try_read(operation);
  if (start == Start::pending) reading_.hold(operation);
  return start;
}

Start Stream::start_write(WriteOperation& operation) {
  if (expired_deadlines_ > 0) {
    operation.fail(errc::timed_out);
    return Start::done;
  }
  if (operation.bytes().empty()) {
    operation.succeed(0);
    return Start::done;
  }
  RIPCORD_ASSERT(writing_.empty());
  const Start start = try_write(operation);
  if (start == Start::pending) writing_.hold(operation);
  return start;
}

void Stream::retry_read() {
  ReadOperation* const operation = reading_.take();
  if (operation == nullptr) return;
  if (try_read(*operation) == Start::done) {
    runtime_.post(*operation);
  } else {
    reading_.hold(*operation);
  }
}

void Stream::retry_write() {
  WriteOperation* const operation = writing_.take();
  if (operation == nullptr) return;
  if (try_write(*operation) == Start::done) {
    runtime_.post(*operation);
  } else {
    writing_.hold(*operation);
  }
}

void Stream::fail_pending(ErrorCode error) {
  if (ReadOperation* const operation = reading_.take()) {
    operation->fail(error);
    runtime_.post(*operation);
  }
  if (WriteOperation* const operation = writing_.take()) {
    operation->fail(error);
    runtime_.post(*operation);
  }
}

void WriteAll::advance(Operation& operation) {
  auto& self = static_cast<WriteAll&>(operation);
  if (self.settle() == Start::done || self.write() == Start::done) resume(operation);
}

Start WriteAll::settle() {
  if (error()) return Start::done;
  set_bytes(bytes().subspan(count()));
  // What was counted is not counted again where the operation completes without a write.
  succeed(0);
  return bytes().empty() ? Start::done : Start::pending;
}

Start WriteAll::write() {
  while (stream_.start_write(*this) == Start::done) {
    if (settle() == Start::done) return Start::done;
  }
  return Start::pending;
}

Task<Result<void>> read_exactly(Stream& stream, MutableByteView buffer) {
  while (!buffer.empty()) {
    const Result<std::size_t> count = co_await stream.read_some(buffer);
    if (!count) co_return count.error();
    buffer = buffer.subspan(*count);
  }
  co_return Result<void>();
}

}  // namespace ripcord::io
