#pragma once

#include "transports/io/address.hpp"

#include <netinet/in.h>

namespace ripcord::conformance {

/// A listening TCP socket of the kernel's on 127.0.0.1, at a port of the kernel's choice, for tests
/// of what our own listeners cannot be made to do.
class LoopbackSocket {
 public:
  /// `backlog` as for listen(2).
  explicit LoopbackSocket(int backlog);
  ~LoopbackSocket();
  LoopbackSocket(const LoopbackSocket&) = delete;
  LoopbackSocket& operator=(const LoopbackSocket&) = delete;

  [[nodiscard]] int descriptor() const { return descriptor_; }
  [[nodiscard]] const sockaddr_in& name() const { return name_; }
  [[nodiscard]] io::Address address() const { return {"127.0.0.1", ntohs(name_.sin_port)}; }

 private:
  int descriptor_;
  sockaddr_in name_{};
};

}  // namespace ripcord::conformance
