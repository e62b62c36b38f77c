#include "transports/io/address.hpp"

namespace ripcord::io {

std::string Address::text() const { return port == 0 ? host : host + ":" + std::to_string(port); }

}  // namespace ripcord::io
