#pragma once

#include "bench/proxy/socket.hpp"

namespace ripcord::bench {

/// Writes to one socket of a poll, and asks for EPOLLOUT only while the kernel takes no more.
class Sender {
 public:
  /// All must outlive the sender. `token` is what the socket is in the poll with.
  Sender(const Poll& poll, const Socket& socket, void* token)
      : poll_(poll), socket_(socket), token_(token) {}

  /// Begins to send `bytes`, which must stay as they are until `is_idle`. Only while idle.
  void send(ByteView bytes);
  /// To be called on EPOLLOUT.
  void go_on();

  [[nodiscard]] bool is_idle() const { return left_.empty(); }

 private:
  void write_what_goes();

  const Poll& poll_;
  const Socket& socket_;
  void* token_;
  ByteView left_;
};

}  // namespace ripcord::bench
