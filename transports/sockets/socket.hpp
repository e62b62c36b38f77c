#pragma once

#include "transports/base/bytes.hpp"
#include "transports/base/result.hpp"
#include "transports/sockets/descriptor.hpp"

#include <boost/asio/generic/stream_protocol.hpp>

#include <sys/socket.h>

#include <cstddef>

namespace ripcord::sockets {

using Endpoint = boost::asio::generic::stream_protocol::endpoint;

/// A stream socket of whatever family. It never blocks, and programs that this one starts do not
/// inherit it. Every call is one of the kernel's, whose errors it tells, `would_block` among them.
class Socket : public Descriptor {
 public:
  /// An option that is on or off.
  struct Option {
    int level = 0;
    int name = 0;
  };

  Socket() = default;
  explicit Socket(int handle) noexcept : Descriptor(handle) {}
  /// `family`: AF_INET and so on.
  [[nodiscard]] static Result<Socket> open(int family);

  ErrorCode switch_on(Option option) const;
  [[nodiscard]] ErrorCode bind(const Endpoint& endpoint) const;
  [[nodiscard]] Result<Endpoint> local_endpoint() const;

  /// With a queue of `backlog`, or as long a one as the kernel allows.
  [[nodiscard]] ErrorCode listen(int backlog = SOMAXCONN) const;
  /// Leaves in `peer` who it is that connected.
  [[nodiscard]] Result<Socket> accept(Endpoint& peer) const;

  /// `in_progress` where the kernel will tell how it ends.
  [[nodiscard]] ErrorCode connect(const Endpoint& remote) const;
  /// Whether a connect has succeeded, and nothing has ended the connection yet.
  [[nodiscard]] bool is_connected() const;
  /// The error that it has not told yet; asked, it has been told.
  [[nodiscard]] ErrorCode take_error() const;

  /// 1 byte or more, or `eof`.
  [[nodiscard]] Result<std::size_t> read(MutableByteView buffer) const;
  [[nodiscard]] Result<std::size_t> write(ByteView bytes) const;
  /// Half-closes it.
  void finish() const;
  /// From now on closing it discards what was not sent, and resets the connection.
  void reset_on_close() const;
};

}  // namespace ripcord::sockets
