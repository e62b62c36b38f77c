#include "transports/io/network.hpp"

#include "transports/base/assert.hpp"
#include "transports/io/errors.hpp"
#include "transports/io/runtime.hpp"

namespace ripcord::io {

StreamOperation::~StreamOperation() = default;

void StreamOperation::succeed(std::unique_ptr<Stream> stream) noexcept {
  error_ = {};
  stream_ = std::move(stream);
}

Result<std::unique_ptr<Stream>> StreamOperation::take_result() noexcept {
  if (error_) return error_;
  RIPCORD_ASSERT(stream_ != nullptr);
  return std::move(stream_);
}

Listener::Listener(Runtime& runtime, Address address)
    : runtime_(runtime), address_(std::move(address)) {
  ++runtime_.census().listeners;
}

Listener::~Listener() {
  if (AcceptOperation* const operation = accepting_.take()) {
    operation->fail(errc::operation_aborted);
    runtime_.post(*operation);
  }
  --runtime_.census().listeners;
}

Start Listener::start_accept(AcceptOperation& operation) {
  RIPCORD_ASSERT(accepting_.empty());
  const Start start = try_accept(operation);
  if (start == Start::pending) accepting_.hold(operation);
  return start;
}

void Listener::retry_accept() {
  AcceptOperation* const operation = accepting_.take();
  if (operation == nullptr) return;
  if (try_accept(*operation) == Start::done) {
    runtime_.post(*operation);
  } else {
    accepting_.hold(*operation);
  }
}

ConnectOperation::~ConnectOperation() {
  if (state() == State::waiting) leave();
}

void ConnectOperation::leave() noexcept {
  unlink();
  if (attempt_ != nullptr) attempt_->abandon();
}

void ConnectOperation::time_out() {
  // Told in the same instant: what came first counts.
  if (state() != State::waiting) return;
  leave();
  fail(errc::timed_out);
  complete();
}

Start Network::start_connect(ConnectOperation& operation, Time deadline) {
  if (deadline <= runtime_.now()) {
    operation.fail(errc::timed_out);
    return Start::done;
  }
  const Start start = begin_connect(operation);
  if (start == Start::pending && deadline != never) runtime_.arm(operation.timer_, deadline);
  return start;
}

}  // namespace ripcord::io
