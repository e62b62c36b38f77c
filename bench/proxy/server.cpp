// bench_server PORT TOWER_PORT: answers every bind and every call of calls.hpp, on any number of
// connections, until it is killed. Its endpoint mapper names TOWER_PORT. One thread, one epoll.

#include "bench/proxy/calls.hpp"
#include "bench/proxy/sender.hpp"
#include "bench/proxy/socket.hpp"
#include "transports/dcerpc/header.hpp"

#include <fmt/core.h>

#include <sys/epoll.h>

#include <array>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <vector>

namespace ripcord::bench {
namespace {

class Connection {
 public:
  Connection(const Poll& poll, Socket socket, std::uint16_t tower_port)
      : socket_(std::move(socket)),
        sender_(poll, socket_, this),
        tower_port_(tower_port),
        inbox_(inbox_size) {
    poll.add(socket_, EPOLLIN, this);
  }

  /// False once the client has gone.
  bool handle(std::uint32_t events) {
    if ((events & EPOLLOUT) != 0) sender_.go_on();
    if ((events & (EPOLLIN | EPOLLHUP | EPOLLERR)) == 0) return true;
    const Moved moved = socket_.read(MutableByteView(inbox_).subspan(filled_));
    if (moved.progress == Progress::blocked) return true;
    if (moved.progress != Progress::moved) return false;
    filled_ += moved.bytes;
    take_units();
    return true;
  }

 private:
  // Large enough that a read of a stream of full fragments is bounded by the kernel, not by us.
  static constexpr std::size_t inbox_size = 128 * 1024;

  void take_units() {
    ByteView left = ByteView(inbox_).first(filled_);
    while (left.size() >= header_read) {
      const Glimpse unit = glimpse(left);
      if (unit.frag_length > left.size()) break;
      answer(unit);
      left = left.subspan(unit.frag_length);
    }
    std::memmove(inbox_.data(), left.data(), left.size());
    filled_ = left.size();
  }

  void answer(const Glimpse& unit) {
    if (unit.ptype == static_cast<std::uint8_t>(dcerpc::PduType::bind)) {
      sender_.send(bind_ack_);
    } else if (unit.last_fragment) {
      const std::optional<Row> row = row_of_opnum(unit.opnum);
      if (!row) die("a request with an unknown opnum");
      Bytes& response = responses_[static_cast<std::size_t>(*row)];
      if (response.empty()) response = response_units(*row, tower_port_);
      stamp(response, unit.call_id);
      sender_.send(response);
    }
  }

  Socket socket_;
  Sender sender_;
  std::uint16_t tower_port_;
  Bytes inbox_;
  std::size_t filled_ = 0;
  Bytes bind_ack_ = bind_ack_unit();
  /// By row, each made when it is first asked for.
  std::array<Bytes, 4> responses_;
};

struct Ports {
  std::uint16_t listen = 0;
  std::uint16_t tower = 0;
};

[[noreturn]] void serve(Ports ports) {
  Poll poll;
  const Socket listener = listen_on(ports.listen);
  poll.add(listener, EPOLLIN, nullptr);
  std::vector<std::unique_ptr<Connection>> connections;
  while (true) {
    for (const Ready& ready : poll.wait()) {
      auto* const connection = static_cast<Connection*>(ready.token);
      if (connection == nullptr) {
        Socket socket = listener.accept();
        if (!socket.is_open()) continue;
        connections.push_back(std::make_unique<Connection>(poll, std::move(socket), ports.tower));
      } else if (!connection->handle(ready.events)) {
        std::erase_if(connections, [&](const auto& it) { return it.get() == connection; });
      }
    }
  }
}

}  // namespace
}  // namespace ripcord::bench

int main(int argc, char** argv) {
  if (argc != 3) {
    fmt::print(stderr, "usage: bench_server PORT TOWER_PORT\n");
    return 2;
  }
  ripcord::bench::serve({.listen = static_cast<std::uint16_t>(std::atoi(argv[1])),
                         .tower = static_cast<std::uint16_t>(std::atoi(argv[2]))});
}
