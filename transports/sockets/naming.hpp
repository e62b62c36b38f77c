#pragma once

#include "transports/base/result.hpp"
#include "transports/io/address.hpp"

namespace ripcord::sockets {

/// What addresses are called by those who use a network, where that is not what the kernel calls
/// them.
class Naming {
 public:
  /// Where `named` really is.
  [[nodiscard]] virtual Result<io::Address> real(const io::Address& named) const = 0;
  /// What `real` is called; itself, if it has no other name.
  [[nodiscard]] virtual io::Address named(const io::Address& real) const = 0;

 protected:
  ~Naming() = default;
};

}  // namespace ripcord::sockets
