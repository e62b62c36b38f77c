#include "harness/peers/pdu_buffer.hpp"

#include "transports/base/assert.hpp"

#include <algorithm>
#include <utility>

namespace ripcord::peers {

PduBuffer::Front PduBuffer::front() {
  unit_size_ = 0;
  const protocol::Frame frame = dcerpc::frame(rest());
  if (frame.state == protocol::Frame::State::lost) return Front::lost;
  if (frame.state == protocol::Frame::State::needs_more) return Front::needs_more;
  unit_size_ = frame.size;
  return unit_size_ <= end_ - begin_ ? Front::unit : Front::needs_more;
}

ByteView PduBuffer::unit() const {
  RIPCORD_ASSERT(unit_size_ > 0);
  return rest().first(unit_size_);
}

ByteView PduBuffer::rest() const { return {bytes_.get() + begin_, end_ - begin_}; }

void PduBuffer::forget_behind() { end_ = begin_ + unit_size_; }

void PduBuffer::pop() {
  begin_ += unit_size_;
  unit_size_ = 0;
}

MutableByteView PduBuffer::room() {
  // frag_length has 16 bits, so this grows to 64 KiB and one byte at most.
  const std::size_t left = end_ - begin_;
  const std::size_t wanted = std::max({unit_size_, left + 1, read_size_});
  if (wanted > capacity_) {
    grow(wanted);
  } else if (begin_ > 0) {
    std::copy_n(bytes_.get() + begin_, left, bytes_.get());
  }
  begin_ = 0;
  end_ = left;
  return {bytes_.get() + end_, capacity_ - end_};
}

void PduBuffer::added(std::size_t count) {
  end_ += count;
  if (end_ == capacity_) read_size_ = bulk_read_size;
}

void PduBuffer::grow(std::size_t capacity) {
  io::PooledBytes bytes = io::pooled_bytes(capacity);
  std::copy(bytes_.get() + begin_, bytes_.get() + end_, bytes.get());
  bytes_ = std::move(bytes);
  capacity_ = capacity;
}

}  // namespace ripcord::peers
