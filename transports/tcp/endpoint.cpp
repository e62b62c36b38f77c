#include "transports/tcp/endpoint.hpp"

#include "transports/io/errors.hpp"

#include <boost/asio/ip/address.hpp>

#include <algorithm>
#include <cstring>
#include <string_view>

namespace ripcord::tcp {

Result<tcp::endpoint> endpoint_of(const io::Address& address) {
  // The only name that means the same everywhere; others are resolved before anything runs.
  constexpr std::string_view loopback_name = "localhost";
  const bool named = address.host == loopback_name;
  ErrorCode error;
  const auto host = boost::asio::ip::make_address(named ? "127.0.0.1" : address.host, error);
  if (error) return ErrorCode(io::errc::invalid_argument);
  return tcp::endpoint(host, address.port);
}

io::Address address_of(const tcp::endpoint& endpoint) {
  return {endpoint.address().to_string(), endpoint.port()};
}

io::Address address_of(const boost::asio::generic::stream_protocol::endpoint& endpoint) {
  tcp::endpoint known;
  std::memcpy(known.data(), endpoint.data(), std::min(endpoint.size(), known.capacity()));
  return address_of(known);
}

}  // namespace ripcord::tcp
