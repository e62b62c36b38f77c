#pragma once

#include "transports/base/result.hpp"
#include "transports/io/address.hpp"

#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/ip/tcp.hpp>

namespace ripcord::tcp {

using boost::asio::ip::tcp;

/// A numeric address, or `localhost`, which is 127.0.0.1. Else `invalid_argument`.
[[nodiscard]] Result<tcp::endpoint> endpoint_of(const io::Address& address);

/// What an endpoint of Asio's is called here.
[[nodiscard]] io::Address address_of(const tcp::endpoint& endpoint);
[[nodiscard]] io::Address address_of(
    const boost::asio::generic::stream_protocol::endpoint& endpoint);

}  // namespace ripcord::tcp
