// bench_relay LISTEN_PORT UPSTREAM_PORT: copies bytes between clients and an upstream, and nothing
// else: the yardstick for what a proxy in user space can reach. One thread, one epoll, one read an
// event. FIN goes on as FIN, RST as RST, and a full side stops the reading of the other.

#include "bench/proxy/socket.hpp"

#include <fmt/core.h>

#include <sys/epoll.h>

#include <cstdlib>
#include <memory>
#include <vector>

namespace ripcord::bench {
namespace {

struct Pair;

/// One of the two sockets of a pair, and what waits to be written to it.
struct Side {
  Pair* pair = nullptr;
  Side* other = nullptr;
  Socket socket;
  Bytes pending;
  /// This side has sent its FIN.
  bool ended = false;
};

struct Pair {
  Side client;
  Side upstream;
  /// Events of this round may still name it, so it dies after them.
  bool over = false;
};

class Relay {
 public:
  Relay(std::uint16_t listen_port, std::uint16_t upstream_port)
      : listener_(listen_on(listen_port)), upstream_port_(upstream_port), block_(block_size) {
    poll_.add(listener_, EPOLLIN, nullptr);
  }

  [[noreturn]] void run() {
    while (true) {
      for (const Ready& ready : poll_.wait()) {
        if (ready.token == nullptr) {
          accept();
        } else {
          handle(*static_cast<Side*>(ready.token), ready.events);
        }
      }
      if (some_over_) std::erase_if(pairs_, [](const auto& pair) { return pair->over; });
      some_over_ = false;
    }
  }

 private:
  // The fastest of 16 to 128 KiB.
  static constexpr std::size_t block_size = 32 * 1024;

  void accept() {
    Socket client = listener_.accept();
    if (!client.is_open()) return;
    Socket upstream = connect_to(upstream_port_);
    if (!upstream.is_open()) {
      client.reset_on_close();
      return;
    }
    Pair* const pair = pairs_.emplace_back(std::make_unique<Pair>()).get();
    pair->client = {pair, &pair->upstream, std::move(client), {}, false};
    pair->upstream = {pair, &pair->client, std::move(upstream), {}, false};
    poll_.add(pair->client.socket, EPOLLIN, &pair->client);
    poll_.add(pair->upstream.socket, EPOLLIN, &pair->upstream);
  }

  void handle(Side& side, std::uint32_t events) {
    if (side.pair->over) return;
    if ((events & EPOLLERR) != 0) {
      reset(*side.pair);
    } else {
      if ((events & EPOLLOUT) != 0) write_pending(side);
      if ((events & EPOLLIN) != 0 && side.other->pending.empty()) read(side);
    }
  }

  void read(Side& from) {
    const Moved moved = from.socket.read(block_);
    if (moved.progress == Progress::blocked) return;
    if (moved.progress == Progress::reset) return reset(*from.pair);
    if (moved.progress == Progress::ended) return end(from);
    write(*from.other, ByteView(block_).first(moved.bytes));
  }

  void write(Side& to, ByteView bytes) {
    const Moved moved = to.socket.write(bytes);
    if (moved.progress == Progress::reset) return reset(*to.pair);
    if (moved.bytes == bytes.size()) return;
    to.pending.assign(bytes.begin() + static_cast<std::ptrdiff_t>(moved.bytes), bytes.end());
    watch(to);
    watch(*to.other);
  }

  void write_pending(Side& to) {
    const Moved moved = to.socket.write(to.pending);
    if (moved.progress == Progress::reset) return reset(*to.pair);
    to.pending.erase(to.pending.begin(),
                     to.pending.begin() + static_cast<std::ptrdiff_t>(moved.bytes));
    if (!to.pending.empty()) return;
    watch(to);
    watch(*to.other);
  }

  /// A side is read while it has not ended and nothing waits before the other.
  void watch(Side& side) {
    const bool reads = !side.ended && side.other->pending.empty();
    poll_.change(
        side.socket, (reads ? EPOLLIN : 0U) | (side.pending.empty() ? 0U : EPOLLOUT), &side);
  }

  void end(Side& side) {
    side.ended = true;
    side.other->socket.finish();
    if (side.other->ended) {
      bury(*side.pair);
    } else {
      watch(side);
    }
  }

  void reset(Pair& pair) {
    pair.client.socket.reset_on_close();
    pair.upstream.socket.reset_on_close();
    bury(pair);
  }

  void bury(Pair& pair) {
    pair.over = true;
    some_over_ = true;
  }

  Poll poll_;
  Socket listener_;
  std::uint16_t upstream_port_;
  Bytes block_;
  std::vector<std::unique_ptr<Pair>> pairs_;
  bool some_over_ = false;
};

}  // namespace
}  // namespace ripcord::bench

int main(int argc, char** argv) {
  if (argc != 3) {
    fmt::print(stderr, "usage: bench_relay LISTEN_PORT UPSTREAM_PORT\n");
    return 2;
  }
  ripcord::bench::Relay(static_cast<std::uint16_t>(std::atoi(argv[1])),
                        static_cast<std::uint16_t>(std::atoi(argv[2])))
      .run();
}
