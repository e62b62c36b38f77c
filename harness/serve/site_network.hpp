#pragma once

#include "transports/base/result.hpp"
#include "transports/io/address.hpp"
#include "transports/io/network.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace ripcord::serve {

/// Ports `low` to `high`, both included.
struct PortRange {
  std::uint16_t low = 49152;
  std::uint16_t high = 65535;
};

/// Where a served world listens.
struct Places {
  /// Numeric addresses of this machine, at least one; each port is listened on at all of them.
  std::vector<std::string> hosts;
  /// Where dynamic endpoints come from; they are given out in turn.
  PortRange dynamic;
};

/// A machine's network as the servers of one world see it: they say which port, the places say at
/// which addresses.
class SiteNetwork final : public io::Network {
 public:
  /// `machine` outlives it.
  SiteNetwork(io::Network& machine, Places places);

  /// `local` names no host. Port 0 takes one of the dynamic range, or fails with
  /// `address_not_available` where all are taken. What it fails with otherwise is the machine's
  /// word; `refusal` says where.
  [[nodiscard]] Result<std::unique_ptr<io::Listener>> listen(io::Address local) override;

  /// Takes `port`, 0 = any of the dynamic range, for a later `listen`, and returns it: who must
  /// know the number before there is anyone to listen.
  [[nodiscard]] Result<std::uint16_t> reserve(std::uint16_t port);

  /// The address that was refused last; empty if none was, or all of the dynamic range are taken.
  [[nodiscard]] const std::optional<io::Address>& refusal() const { return refusal_; }
  [[nodiscard]] const Places& places() const { return places_; }

 private:
  io::Start begin_connect(io::ConnectOperation& operation) override;
  Result<std::unique_ptr<io::Listener>> open(std::uint16_t port);
  Result<std::unique_ptr<io::Listener>> open_dynamic();

  io::Network& machine_;
  Places places_;
  std::vector<std::unique_ptr<io::Listener>> reserved_;
  std::optional<io::Address> refusal_;
  /// Dynamic ports are given out in turn, so that one that was given up is not soon another's.
  std::uint32_t dynamic_given_ = 0;
};

}  // namespace ripcord::serve
