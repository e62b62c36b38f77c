#include "transports/io/address.hpp"

namespace ripcord::io {

std::string Address::text() const {
  if (port == 0) return host;
  const bool has_colons = host.find(':') != std::string::npos;
  return (has_colons ? "[" + host + "]" : host) + ":" + std::to_string(port);
}

}  // namespace ripcord::io
