#pragma once

#include "transports/io/stream.hpp"
#include "transports/sockets/runtime.hpp"

#include <boost/asio/generic/stream_protocol.hpp>

#include <cstdint>
#include <memory>

namespace ripcord::sockets {

/// A stream socket of whatever family.
using Socket = boost::asio::generic::stream_protocol::socket;

/// Whether a connection lived when its stream was made. The kernel tells of a reset once: told to
/// who connected, it shows to who reads as an end of the stream.
enum class Birth : std::uint8_t { alive, reset_by_peer };

/// A connected socket. It tries each operation at once, and lets Asio wait for bytes into a small
/// buffer of the socket's own and for room: no buffer of a peer's is ever lent to Asio, and an
/// operation that is destroyed leaves nothing to be undone.
class Stream : public io::Stream {
 public:
  /// `socket` is connected, or was. It is made non-blocking.
  Stream(Runtime& runtime,
         Socket socket,
         io::StreamAddresses addresses,
         Birth birth = Birth::alive);
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
