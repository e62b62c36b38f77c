#include "transports/shim/framing.hpp"

#include "transports/base/assert.hpp"

#include <algorithm>

namespace ripcord::shim {

ByteView Framing::next() {
  forget_shown();
  while (!lost_) {
    const ByteView front = partial_.empty() ? input_ : ByteView(partial_);
    if (front.empty()) return {};
    const protocol::Frame frame = protocol_.frame(front);
    if (frame.state == protocol::Frame::State::lost || frame.size > unit_bytes_max) {
      lost_ = true;
      break;
    }
    const bool sized = frame.state == protocol::Frame::State::sized;
    if (sized) RIPCORD_ASSERT(frame.size > 0);
    if (sized && front.size() >= frame.size) return show(front.first(frame.size));
    RIPCORD_ASSERT(frame.size > front.size());
    if (lending_ == Lending::lent && partial_.empty()) return {};
    if (!collect(frame.size)) return {};
  }
  return next_block();
}

ByteView Framing::take_rest() {
  forget_shown();
  return show(partial_);
}

void Framing::forget_shown() {
  offset_ += shown_;
  if (shown_partial_ > 0) {
    partial_.erase(partial_.begin(),
                   partial_.begin() + static_cast<std::ptrdiff_t>(shown_partial_));
  } else {
    input_ = input_.subspan(shown_);
  }
  shown_ = 0;
  shown_partial_ = 0;
}

// The front of `bytes` is either all in `partial_` or all in `input_`.
ByteView Framing::show(ByteView bytes) {
  shown_ = bytes.size();
  shown_partial_ = partial_.empty() ? 0 : bytes.size();
  return bytes;
}

ByteView Framing::next_block() {
  const ByteView front = partial_.empty() ? input_ : ByteView(partial_);
  const std::size_t to_border = block_bytes - offset_ % block_bytes;
  return show(front.first(std::min(front.size(), to_border)));
}

/// Moves input to `partial_` until that holds `wanted` bytes or the input is used up; false if
/// nothing could be moved.
bool Framing::collect(std::size_t wanted) {
  const std::size_t count = std::min(wanted - partial_.size(), input_.size());
  partial_.insert(
      partial_.end(), input_.begin(), input_.begin() + static_cast<std::ptrdiff_t>(count));
  input_ = input_.subspan(count);
  return count > 0;
}

}  // namespace ripcord::shim
