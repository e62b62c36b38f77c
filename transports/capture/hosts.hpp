#pragma once

#include "transports/trace/log.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace ripcord::capture {

/// An address and what it is called.
struct HostName {
  std::uint32_t address = 0;
  std::string name;
};

/// Addresses for who speaks in a log: each client and each service has one of its own, and the shim
/// has one for each of them, so that a connection is another one on either side of it.
class Hosts {
 public:
  /// `log` must outlive it.
  explicit Hosts(const trace::Log& log) : log_(log) {}

  std::uint32_t client(trace::NameId name) { return address(Area::client, name); }
  /// The shim as the client of `service` sees it.
  std::uint32_t shim_for_client(trace::NameId service) {
    return address(Area::shim_for_client, service);
  }
  /// The shim as the service that `client` calls sees it.
  std::uint32_t shim_for_service(trace::NameId client) {
    return address(Area::shim_for_service, client);
  }
  std::uint32_t service(trace::NameId name) { return address(Area::service, name); }

  /// All that were asked for, in that order.
  [[nodiscard]] const std::vector<HostName>& names() const { return names_; }

 private:
  /// The second octet.
  enum class Area : std::uint8_t {
    client = 1,
    shim_for_client = 2,
    shim_for_service = 3,
    service = 4
  };

  std::uint32_t address(Area area, trace::NameId name);

  const trace::Log& log_;
  std::map<std::pair<Area, trace::NameId>, std::uint32_t> addresses_;
  std::vector<HostName> names_;
};

}  // namespace ripcord::capture
