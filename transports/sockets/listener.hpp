#pragma once

#include "transports/io/network.hpp"
#include "transports/io/operation.hpp"
#include "transports/sockets/runtime.hpp"
#include "transports/sockets/stream.hpp"

#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/generic/stream_protocol.hpp>

#include <memory>

namespace ripcord::sockets {

using Endpoint = boost::asio::generic::stream_protocol::endpoint;
using Acceptor = boost::asio::basic_socket_acceptor<boost::asio::generic::stream_protocol>;

/// Lets `acceptor`, which is open, listen at `endpoint` without blocking. Errors: the kernel's.
[[nodiscard]] Result<void> begin_listening(Acceptor& acceptor, const Endpoint& endpoint);

/// A listening socket. Where the process or the machine has no descriptor left, those who connect
/// wait in the kernel's queue: the listener looks again after `shortage_wait`, and no accept fails.
class Listener : public io::Listener {
 public:
  Listener(Runtime& runtime, Acceptor acceptor, io::Address address);
  ~Listener() override;

  /// Short enough for a client's patience, long enough not to spin.
  static constexpr Duration shortage_wait = std::chrono::milliseconds(20);

 private:
  /// Shared with the wait that Asio still has to tell us about when the listener has died.
  struct State;

  /// Makes the stream of a connection that `peer` made.
  virtual std::unique_ptr<io::Stream> welcome(Socket socket, const Endpoint& peer) = 0;

  io::Start try_accept(io::AcceptOperation& operation) override;
  void await_connection();
  void look_again() { retry_accept(); }

  Runtime& runtime_;
  std::shared_ptr<State> state_;
  io::Callback<&Listener::look_again> shortage_{*this};
};

}  // namespace ripcord::sockets
