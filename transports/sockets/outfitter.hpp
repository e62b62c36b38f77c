#pragma once

namespace ripcord::sockets {

/// Is given every socket of a network before it connects or listens, to set options of its own.
class Outfitter {
 public:
  /// `handle` is the network's. What is accepted later inherits from who listens.
  virtual void fit(int handle) = 0;

 protected:
  ~Outfitter() = default;
};

}  // namespace ripcord::sockets
