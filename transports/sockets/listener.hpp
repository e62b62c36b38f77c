#pragma once

#include "transports/io/network.hpp"
#include "transports/tcp/runtime.hpp"

#include <boost/asio/ip/tcp.hpp>

#include <memory>

namespace ripcord::tcp {

using boost::asio::ip::tcp;

/// A listening socket.
class Listener final : public io::Listener {
 public:
  /// `acceptor` is bound and listens.
  Listener(Runtime& runtime, tcp::acceptor acceptor);
  ~Listener() override;

 private:
  /// Shared with the wait that Asio still has to tell us about when the listener has died.
  struct State;

  io::Start try_accept(io::AcceptOperation& operation) override;
  void await_connection();

  Runtime& runtime_;
  std::shared_ptr<State> state_;
};

}  // namespace ripcord::tcp
