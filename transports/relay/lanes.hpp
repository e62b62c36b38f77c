#pragma once

#include "transports/io/address.hpp"
#include "transports/io/network.hpp"
#include "transports/shim/guest_book.hpp"

#include <optional>
#include <string_view>

namespace ripcord::relay {

/// Says which service a client means when it dials an address: the second half of a lane. Asked
/// when the client dials, so a service that has moved away may still be meant by its old port.
class Lanes {
 public:
  /// The service's name; the view must live until the next call. Where no service is known, a text
  /// that names the address and is the same in every run.
  [[nodiscard]] virtual std::string_view service_at(const io::Address& address) = 0;

  /// Another network that leads to whoever is meant by an address, and where it has them.
  struct Detour {
    /// Outlives the relays.
    io::Network& network;
    io::Address remote;
  };
  /// How to reach whoever is meant by `address`, if not there in the client's own network; none =
  /// there.
  [[nodiscard]] virtual std::optional<Detour> detour(const io::Address& /*address*/) {
    return std::nullopt;
  }

  /// Who names the connections to `service`, an answer of `service_at`, after what they ask for;
  /// null = nobody. It outlives the relays.
  [[nodiscard]] virtual shim::GuestBook* guests(std::string_view /*service*/) { return nullptr; }

 protected:
  ~Lanes() = default;
};

}  // namespace ripcord::relay
