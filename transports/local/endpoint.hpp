#pragma once

#include "transports/base/result.hpp"
#include "transports/io/address.hpp"
#include "transports/sockets/stream.hpp"

#include <boost/asio/local/stream_protocol.hpp>

#include <string>

namespace ripcord::local {

using boost::asio::local::stream_protocol;

/// The name of a socket's address: `text()` of it, a path or, with a leading `@`, a name that no
/// file stands for (Linux's abstract namespace). Longer than a kernel takes: `invalid_argument`.
[[nodiscard]] Result<stream_protocol::endpoint> endpoint_of(const io::Address& address);

/// The address that `endpoint_of` makes an endpoint of. `:number` at the end is its port. Empty for
/// a socket without a name.
[[nodiscard]] io::Address address_of(
    const boost::asio::generic::stream_protocol::endpoint& endpoint);

/// Whether a file stands for it.
[[nodiscard]] bool is_file(const io::Address& address);

}  // namespace ripcord::local
