#pragma once

#include "transports/io/stream.hpp"
#include "transports/sockets/runtime.hpp"

#include <boost/asio/generic/stream_protocol.hpp>

#include <memory>

namespace ripcord::sockets {

/// A stream socket of whatever family.
using Socket = boost::asio::generic::stream_protocol::socket;

/// A connected socket. It tries each operation at once, and lets Asio wait for bytes into a small
/// buffer of the socket's own and for room: no buffer of a peer's is ever lent to Asio, and an
/// operation that is destroyed leaves nothing to be undone.
class Stream : public io::Stream {
 public:
  /// `socket` is connected. It is made non-blocking.
  Stream(Runtime& runtime, Socket socket, io::StreamAddresses addresses);
  ~Stream() override;

  void finish() override;
  void abort() override;

 protected:
  [[nodiscard]] Socket& socket() const noexcept;

  io::Start try_read(io::ReadOperation& operation) override;
  io::Start try_write(io::WriteOperation& operation) override;

 private:
  /// Shared with the waits that Asio still has to tell us about when the stream has died.
  struct State;

  io::Start take_ahead(io::ReadOperation& operation);
  void await_readable();
  void await_writable();

  std::shared_ptr<State> state_;
  bool aborted_ = false;
};

}  // namespace ripcord::sockets
