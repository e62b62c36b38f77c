#include "tests/conformance/loopback_socket.hpp"

#include "transports/base/assert.hpp"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

namespace ripcord::conformance {

LoopbackSocket::LoopbackSocket(int backlog) : descriptor_(socket(AF_INET, SOCK_STREAM, 0)) {
  name_.sin_family = AF_INET;
  name_.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  auto* const generic = reinterpret_cast<sockaddr*>(&name_);
  socklen_t size = sizeof name_;
  RIPCORD_ASSERT(bind(descriptor_, generic, size) == 0);
  RIPCORD_ASSERT(listen(descriptor_, backlog) == 0);
  RIPCORD_ASSERT(getsockname(descriptor_, generic, &size) == 0);
}

LoopbackSocket::~LoopbackSocket() { close(descriptor_); }

}  // namespace ripcord::conformance
