#pragma once

#include "transports/io/group.hpp"
#include "transports/io/network.hpp"
#include "transports/io/task.hpp"

#include <cstdint>
#include <deque>
#include <map>
#include <memory>

namespace ripcord::serve {

/// Receives who comes to a porch.
class Usher {
 public:
  /// A client dialled `dialled`; whoever listens at that port is reached by `inside`, which lives
  /// as long as the porch.
  virtual void receive(const io::Address& dialled,
                       io::Network& inside,
                       std::unique_ptr<io::Stream> client) = 0;

 protected:
  ~Usher() = default;
};

/// A machine's network as servers see it whose clients come through a shim: a server listens, and
/// what it accepts are the far ends of pipes that relays dialled.
///
///     client --dials--> machine's listener --receive--> Relay(Wire) --inside--> server's accept
///
/// Where nobody listens any more the machine refuses, as without a shim.
class Porch final : public io::Network {
 public:
  /// `machine` outlives it, and so does `usher`.
  Porch(io::Network& machine, Usher& usher);
  ~Porch() override;

  [[nodiscard]] Result<std::unique_ptr<io::Listener>> listen(io::Address local) override;

 private:
  class Seat;

  /// The way of relays to those who listen; ports are what they are on the machine.
  class Inside final : public io::Network {
   public:
    explicit Inside(Porch& porch) : io::Network(porch.runtime()), porch_(porch) {}
    [[nodiscard]] Result<std::unique_ptr<io::Listener>> listen(io::Address local) override;

   private:
    io::Start begin_connect(io::ConnectOperation& operation) override;
    Porch& porch_;
  };

  io::Start begin_connect(io::ConnectOperation& operation) override;

  io::Network& machine_;
  Usher& usher_;
  Inside inside_{*this};
  /// Who listens, by port.
  std::map<std::uint16_t, Seat*> seats_;
};

}  // namespace ripcord::serve
