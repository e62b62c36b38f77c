#pragma once

#include "harness/stage/stage.hpp"
#include "harness/world/cast.hpp"
#include "transports/base/result.hpp"
#include "transports/io/address.hpp"
#include "transports/io/group.hpp"
#include "transports/io/network.hpp"
#include "transports/io/task.hpp"

#include <cstdint>
#include <list>
#include <memory>
#include <string>
#include <string_view>

namespace ripcord::world {

class Gate;

/// Receives whoever comes through a gate.
class Doorkeeper {
 public:
  /// A client came in by `gate` and means `remote`, an address of the stage or the machine.
  virtual void admit(Gate& gate, const io::Address& remote, std::unique_ptr<io::Stream> client) = 0;

 protected:
  ~Doorkeeper() = default;
};

/// The way of one foreign client into a world. Each host of the world has a double that only this
/// client is told of; whatever listens on a port of the host has a door on the same port of the
/// double, which leads through the shim.
///
///     client --dials--> double:port --admit--> Relay(Wire) ---> host:port
///
/// So an endpoint mapper's answers lead through the shim as they are: its towers name no address
/// (MS-RPCE §3.1.3.5.3), and a client takes the host that it asked. Where nobody listens any more
/// there is no door either, and the kernel refuses.
class Gate {
 public:
  /// All outlive the gate. `client` is whose gate it is.
  Gate(stage::Stage& stage, Doorkeeper& keeper, std::string client);
  Gate(const Gate&) = delete;
  Gate& operator=(const Gate&) = delete;

  [[nodiscard]] const std::string& client() const { return client_; }

  /// Somebody listens on `port` of `host`. An open door stays as it is; what is answered by nobody
  /// has a door that nobody answers either. Errors as io::Network::listen.
  Result<void> open(std::string_view host, std::uint16_t port, Backlog backlog);
  /// Nobody listens there any more. Who came in before stays.
  void close(std::string_view host, std::uint16_t port);
  /// `host` was cut off, and so is its double; or it is healed.
  void cut(std::string_view host);
  void heal(std::string_view host) { stage_.heal(double_of(host)); }
  /// A mapper named an endpoint at `meant`, an address of the machine: opens a door to it, on the
  /// same port of the double of `host` if that is free, which stays open. Returns its address in
  /// the stage. Errors as io::Network::listen.
  Result<io::Address> lead_to(std::string_view host, const io::Address& meant);

  /// The address in the stage of what the client takes for `host`.
  [[nodiscard]] io::Address address_of(std::string_view host, std::uint16_t port);

 private:
  struct Door {
    /// Of the stage or, where a mapper of others named it, of the machine.
    io::Address meant;
    /// Null once it is closed; its coroutine may still be about to see that.
    std::unique_ptr<io::Listener> listener;
  };

  [[nodiscard]] std::string double_of(std::string_view host) const;
  const Door* find(const io::Address& meant) const;
  io::Address add(const io::Address& meant, std::unique_ptr<io::Listener> listener);
  io::Task<void> welcome(std::list<Door>::iterator door);

  stage::Stage& stage_;
  Doorkeeper& keeper_;
  std::string client_;
  std::list<Door> doors_;
  io::Group group_;
};

}  // namespace ripcord::world
