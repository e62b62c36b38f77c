#include "bench/proxy/sender.hpp"

#include "transports/base/assert.hpp"

#include <sys/epoll.h>

namespace ripcord::bench {

void Sender::send(ByteView bytes) {
  RIPCORD_ASSERT(is_idle());
  left_ = bytes;
  write_what_goes();
  if (!is_idle()) poll_.change(socket_, EPOLLIN | EPOLLOUT, token_);
}

void Sender::go_on() {
  if (is_idle()) return;
  write_what_goes();
  if (is_idle()) poll_.change(socket_, EPOLLIN, token_);
}

void Sender::write_what_goes() {
  while (!left_.empty()) {
    const Moved moved = socket_.write(left_);
    // A peer that has gone is noticed by the next read.
    if (moved.progress == Progress::reset) left_ = {};
    if (moved.progress != Progress::moved) return;
    left_ = left_.subspan(moved.bytes);
  }
}

}  // namespace ripcord::bench
