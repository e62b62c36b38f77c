#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace ripcord::peers {

/// Where a service is: on a host, at a port or wherever the host's mapper says.
struct ServiceAddress {
  std::string host;
  std::optional<std::uint16_t> port;
};

}  // namespace ripcord::peers
