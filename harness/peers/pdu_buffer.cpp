#include "harness/peers/pdu_buffer.hpp"

#include "transports/base/assert.hpp"

#include <algorithm>

namespace ripcord::peers {

PduBuffer::PduBuffer() : bytes_(read_size) {}

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

ByteView PduBuffer::rest() const { return ByteView(bytes_).subspan(begin_, end_ - begin_); }

void PduBuffer::pop() {
  begin_ += unit_size_;
  unit_size_ = 0;
}

MutableByteView PduBuffer::room() {
  if (begin_ > 0) {
    std::copy(bytes_.begin() + static_cast<std::ptrdiff_t>(begin_),
              bytes_.begin() + static_cast<std::ptrdiff_t>(end_),
              bytes_.begin());
    end_ -= begin_;
    begin_ = 0;
  }
  // frag_length has 16 bits, so this grows to 64 KiB and one byte at most.
  const std::size_t wanted = std::max(unit_size_, end_ + 1);
  if (bytes_.size() < wanted) bytes_.resize(std::max(wanted, read_size));
  return MutableByteView(bytes_).subspan(end_);
}

}  // namespace ripcord::peers
