#pragma once

#include "bench/exchange.hpp"
#include "bench/proxy/socket.hpp"

#include <sys/epoll.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

namespace ripcord::bench {

/// One end of a connection: hears a whole message, then says one.
class RawParty {
 public:
  enum class Role : std::uint8_t { client, server };

  /// `poll` and `exchange` outlive it.
  RawParty(Poll& poll, Socket socket, const Exchange& exchange, Role role)
      : poll_(poll),
        socket_(std::move(socket)),
        says_(role == Role::client ? exchange.request : exchange.response),
        heard_size_(role == Role::client ? exchange.response.size() : exchange.request.size()),
        role_(role) {
    poll_.add(socket_, EPOLLIN, this);
  }

  [[nodiscard]] Role role() const { return role_; }

  void speak() {
    left_ = says_;
    go_on();
  }

  /// Says more, if there is more to say.
  void go_on() {
    const bool waited = left_.size() < says_.size();
    left_ = left_.subspan(socket_.write(left_).bytes);
    if (left_.empty() && waited) poll_.change(socket_, EPOLLIN, this);
    if (!left_.empty() && !waited) poll_.change(socket_, EPOLLIN | EPOLLOUT, this);
  }

  /// Whether the message is whole. Its bytes go to `block`, one read over the other.
  bool hear(MutableByteView block) {
    const Moved moved = socket_.read(block.first(std::min(block.size(), heard_size_ - heard_)));
    if (moved.progress == Progress::ended || moved.progress == Progress::reset)
      die("the connection ended");
    heard_ += moved.bytes;
    if (heard_ < heard_size_) return false;
    heard_ = 0;
    return true;
  }

 private:
  Poll& poll_;
  Socket socket_;
  ByteView says_;
  /// What is still to be said of it.
  ByteView left_;
  std::size_t heard_size_;
  std::size_t heard_ = 0;
  Role role_;
};

/// Calls straight on epoll, clients and servers in one thread: the limit of what talks over
/// sockets.
class RawCalls {
 public:
  /// One call at a time on each of `connections`, whose ends are a client's and a server's.
  RawCalls(std::vector<std::pair<Socket, Socket>> connections, Exchange exchange)
      : exchange_(std::move(exchange)), block_(block_size) {
    for (auto& [client, server] : connections) {
      add(std::move(server), RawParty::Role::server);
      add(std::move(client), RawParty::Role::client).speak();
    }
  }

  /// Until so many more calls have been answered.
  void make(std::int64_t calls) {
    while (calls > 0) {
      for (const Ready& ready : poll_.wait()) {
        auto& party = *static_cast<RawParty*>(ready.token);
        if ((ready.events & EPOLLOUT) != 0) party.go_on();
        if ((ready.events & EPOLLIN) == 0 || !party.hear(block_)) continue;
        if (party.role() == RawParty::Role::client) --calls;
        party.speak();
      }
    }
  }

 private:
  // As much as two loopback sockets hold between them, and more than most messages.
  static constexpr std::size_t block_size = std::size_t{256} << 10U;

  RawParty& add(Socket socket, RawParty::Role role) {
    return *parties_.emplace_back(
        std::make_unique<RawParty>(poll_, std::move(socket), exchange_, role));
  }

  Exchange exchange_;
  Poll poll_;
  Bytes block_;
  std::vector<std::unique_ptr<RawParty>> parties_;
};

}  // namespace ripcord::bench
