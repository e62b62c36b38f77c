// bench_raw: the yardstick. What a call of the same size costs without any protocol: epoll, one
// read or write an event, a length before the octets.

#include "bench/peers/main.hpp"
#include "bench/proxy/socket.hpp"

#include <sys/epoll.h>

#include <array>
#include <cstring>
#include <memory>
#include <vector>

namespace ripcord::bench {
namespace {

constexpr std::size_t length_size = sizeof(std::uint32_t);
// As much as a pipe between two loopback sockets holds, and more than a message of most rows.
constexpr std::size_t block_size = 256 * 1024;

/// The server's end of one connection.
class Session {
 public:
  Session(const Poll& poll, Socket socket) : socket_(std::move(socket)) {
    poll.add(socket_, EPOLLIN, this);
  }

  /// False once the client has gone.
  bool read(MutableByteView block) {
    const Moved moved = socket_.read(block);
    if (moved.progress == Progress::blocked) return true;
    if (moved.progress != Progress::moved) return false;
    ByteView left = block.first(moved.bytes);
    while (!left.empty()) {
      if (wanted_ == 0) wanted_ = begin(left);
      const std::size_t taken = std::min(wanted_, left.size());
      wanted_ -= taken;
      left = left.subspan(taken);
      // Answers are small, and the client waits for each: there is always room.
      if (wanted_ == 0) static_cast<void>(socket_.write(answer_));
    }
    return true;
  }

 private:
  /// Lengths are not split: a client sends one when nothing is under way.
  static std::size_t begin(ByteView left) {
    if (left.size() < length_size) die("a length in pieces");
    std::uint32_t size = 0;
    std::memcpy(&size, left.data(), sizeof size);
    return length_size + size;
  }

  Socket socket_;
  std::size_t wanted_ = 0;
  std::array<std::uint8_t, answer_size> answer_{};
};

void serve(std::uint16_t port) {
  Poll poll;
  const Socket listener = listen_on(port);
  poll.add(listener, EPOLLIN, nullptr);
  std::vector<std::unique_ptr<Session>> sessions;
  Bytes block(block_size);
  while (true) {
    for (const Ready& ready : poll.wait()) {
      auto* const session = static_cast<Session*>(ready.token);
      if (session == nullptr) {
        Socket socket = listener.accept();
        if (socket.is_open())
          sessions.push_back(std::make_unique<Session>(poll, std::move(socket)));
      } else if (!session->read(block)) {
        std::erase_if(sessions, [&](const auto& it) { return it.get() == session; });
      }
    }
  }
}

/// Writes all of `message`, with the poll watching `socket` for reading before and after.
void write_all(Poll& poll, const Socket& socket, ByteView message) {
  std::size_t written = socket.write(message).bytes;
  if (written == message.size()) return;
  poll.change(socket, EPOLLOUT, nullptr);
  while (written < message.size()) {
    static_cast<void>(poll.wait());
    written += socket.write(message.subspan(written)).bytes;
  }
  poll.change(socket, EPOLLIN, nullptr);
}

void call(std::uint16_t port, Shape shape, Stopwatch& watch) {
  Poll poll;
  const Socket socket = connect_to(port);
  if (!socket.is_open()) die("connect");
  poll.add(socket, EPOLLIN, nullptr);
  Bytes message(length_size + shape.request_size);
  const auto length = static_cast<std::uint32_t>(shape.request_size);
  std::memcpy(message.data(), &length, sizeof length);
  std::array<std::uint8_t, answer_size> answer{};
  while (watch.is_running()) {
    const Nanoseconds begun = now();
    write_all(poll, socket, message);
    std::size_t received = 0;
    while (received < answer.size()) {
      static_cast<void>(poll.wait());
      const Moved moved = socket.read(MutableByteView(answer).subspan(received));
      if (moved.progress != Progress::moved && moved.progress != Progress::blocked)
        die("the server has gone");
      received += moved.bytes;
    }
    watch.count(begun);
  }
}

}  // namespace
}  // namespace ripcord::bench

int main(int argc, char** argv) {
  return ripcord::bench::peer_main(argc, argv, ripcord::bench::serve, ripcord::bench::call);
}
