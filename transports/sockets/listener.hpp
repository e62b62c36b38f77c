#pragma once

#include "transports/io/network.hpp"
#include "transports/io/operation.hpp"
#include "transports/sockets/runtime.hpp"
#include "transports/sockets/socket.hpp"
#include "transports/sockets/watch.hpp"

#include <memory>
#include <optional>
#include <vector>

namespace ripcord::sockets {

/// A listening socket. Where the process or the machine has no descriptor left, those who connect
/// wait in the kernel's queue: the listener looks again after `shortage_wait`, and no accept fails.
class Listener : public io::Listener, private Watch {
 public:
  /// `socket` listens.
  Listener(Runtime& runtime, Socket socket, io::Address address);
  ~Listener() override;

  [[nodiscard]] ErrorCode fill_backlog() override;

  /// Short enough for a client's patience, long enough not to spin.
  static constexpr Duration shortage_wait = std::chrono::milliseconds(20);

 private:
  /// Makes the stream of a connection that `peer` made.
  virtual std::unique_ptr<io::Stream> welcome(Socket socket, const Endpoint& peer) = 0;

  io::Start try_accept(io::AcceptOperation& operation) override;
  void told(const News& news) override;
  [[nodiscard]] bool is_waiting() const override { return is_waiting_; }
  void look_again() { retry_accept(); }

  Runtime& runtime_;
  Socket socket_;
  /// An accept waits for news.
  bool is_waiting_ = false;
  /// Why the kernel tells it nothing, if that is so.
  ErrorCode deaf_;
  /// Connections of its own that fill its backlog.
  std::vector<Socket> fillers_;
  std::optional<Endpoint> silent_at_;
  io::Callback<&Listener::look_again> shortage_{*this};
};

}  // namespace ripcord::sockets
