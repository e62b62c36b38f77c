#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <utility>

namespace ripcord::io {

/// Where a stream ends or a listener listens. `host` is a name or numeric address that the
/// transport understands: a simulated host's name, `127.0.0.1`, or the path of a Unix socket, which
/// has port 0.
struct Address {
  // Constructors, because g++ 12 copies an aggregate that is written within a co_await expression
  // bit by bit.
  Address() = default;
  Address(std::string host_name, std::uint16_t port_number)
      : host(std::move(host_name)), port(port_number) {}

  std::string host;
  std::uint16_t port = 0;

  /// `host:port`, `[host]:port` for an IPv6 address, or the host alone where the port is 0.
  [[nodiscard]] std::string text() const;

  friend bool operator==(const Address&, const Address&) = default;
  friend auto operator<=>(const Address&, const Address&) = default;
};

}  // namespace ripcord::io
