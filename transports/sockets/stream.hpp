#pragma once

#include "transports/io/stream.hpp"
#include "transports/tcp/runtime.hpp"

#include <boost/asio/ip/tcp.hpp>

#include <memory>

namespace ripcord::tcp {

using boost::asio::ip::tcp;

/// What an address of Asio's is called here.
[[nodiscard]] io::Address address_of(const tcp::endpoint& endpoint);

/// A connected socket. It tries each operation at once and lets Asio wait only for readiness, so no
/// buffer is ever lent to Asio, and an operation that is destroyed leaves nothing to be undone.
class Stream final : public io::Stream {
 public:
  /// `socket` is connected. It is made non-blocking, and sends without delay (TCP_NODELAY).
  Stream(Runtime& runtime, tcp::socket socket, io::StreamAddresses addresses);
  ~Stream() override;

  void finish() override;
  void abort() override;

 private:
  /// Shared with the waits that Asio still has to tell us about when the stream has died.
  struct State;

  io::Start try_read(io::ReadOperation& operation) override;
  io::Start try_write(io::WriteOperation& operation) override;
  void await_readable();
  void await_writable();

  std::shared_ptr<State> state_;
  bool aborted_ = false;
};

}  // namespace ripcord::tcp
