#include "transports/io/deadline.hpp"

#include "transports/io/errors.hpp"
#include "transports/io/runtime.hpp"
#include "transports/io/stream.hpp"

namespace ripcord::io {

Deadline::Deadline(Runtime& runtime, Stream& stream, Time at)
    : stream_(&stream), next_(stream.deadlines_) {
  if (next_ != nullptr) next_->previous_ = this;
  stream.deadlines_ = this;
  if (at <= runtime.now()) {
    expire();
  } else if (at != never) {
    runtime.arm(timer_, at);
  }
}

Deadline::~Deadline() {
  if (stream_ != nullptr) detach();
}

void Deadline::detach() noexcept {
  timer_.unlink();
  (previous_ == nullptr ? stream_->deadlines_ : previous_->next_) = next_;
  if (next_ != nullptr) next_->previous_ = previous_;
  if (expired_) --stream_->expired_deadlines_;
  stream_ = nullptr;
}

void Deadline::expire() {
  expired_ = true;
  ++stream_->expired_deadlines_;
  stream_->fail_pending(errc::timed_out);
}

}  // namespace ripcord::io
