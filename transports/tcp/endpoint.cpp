#include "transports/tcp/endpoint.hpp"

#include "transports/io/errors.hpp"

#include <boost/asio/ip/address.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <cstring>
#include <string>
#include <string_view>

namespace ripcord::tcp {
namespace {

/// As the C library writes it, which takes its printf for it: a tenth of what a proxy does for a
/// connection.
std::string text_of(const boost::asio::ip::address_v4& address) {
  constexpr std::size_t size_max = sizeof "255.255.255.255";
  std::array<char, size_max> text{};
  char* at = text.data();
  for (const unsigned char octet : address.to_bytes()) {
    if (at != text.data()) *at++ = '.';
    at = std::to_chars(at, text.data() + text.size(), octet).ptr;
  }
  return {text.data(), at};
}

}  // namespace

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
  const boost::asio::ip::address address = endpoint.address();
  return {address.is_v4() ? text_of(address.to_v4()) : address.to_string(), endpoint.port()};
}

io::Address address_of(const boost::asio::generic::stream_protocol::endpoint& endpoint) {
  tcp::endpoint known;
  std::memcpy(known.data(), endpoint.data(), std::min(endpoint.size(), known.capacity()));
  return address_of(known);
}

}  // namespace ripcord::tcp
