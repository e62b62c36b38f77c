#include "transports/sockets/descriptor.hpp"

#include <unistd.h>

namespace ripcord::sockets {

// What a close could tell is told nobody: there is nothing left to be done about it.
void Descriptor::close() noexcept {
  if (is_open()) ::close(std::exchange(handle_, none));
}

}  // namespace ripcord::sockets
