#pragma once

#include "transports/base/bytes.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>

/// Linux sockets with nothing between: what the peers and the relay of this benchmark stand on, so
/// that no library of ours is measured on both sides of a comparison.
namespace ripcord::bench {

/// Says what failed, with errno, and ends the program: a benchmark that limps measures nothing.
[[noreturn]] void die(std::string_view what);

enum class Progress : std::uint8_t {
  moved,
  /// Nothing now; epoll will tell.
  blocked,
  /// The peer has finished sending.
  ended,
  /// The peer has reset the connection.
  reset,
};

/// What one read or write came to.
struct Moved {
  std::size_t bytes = 0;
  Progress progress = Progress::blocked;
};

/// A non-blocking socket, but for `local_ends` of TCP over IPv4 loopback, with TCP_NODELAY; closed
/// when it dies.
class Socket {
 public:
  Socket() = default;
  explicit Socket(int descriptor) : descriptor_(descriptor) {}
  Socket(Socket&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  Socket& operator=(Socket&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    return *this;
  }
  ~Socket();

  [[nodiscard]] int descriptor() const { return descriptor_; }
  [[nodiscard]] bool is_open() const { return descriptor_ >= 0; }

  /// The next connection that waits on a listening socket; not open if none does.
  [[nodiscard]] Socket accept() const;
  [[nodiscard]] Moved read(MutableByteView into) const;
  [[nodiscard]] Moved write(ByteView bytes) const;
  /// Sends FIN and leaves the other direction alone.
  void finish() const;
  /// Makes the coming close a RST.
  void reset_on_close() const;

 private:
  int descriptor_ = -1;
};

/// On a port that the kernel chooses where `port` is 0.
[[nodiscard]] Socket listen_on(std::uint16_t port);
[[nodiscard]] std::uint16_t port_of(const Socket& socket);
/// Connects at once, as loopback does; not open if refused. `source` is the last octet of the
/// address 127.0.1.x to come from, so that many short connections do not use up the ports of one.
[[nodiscard]] Socket connect_to(std::uint16_t port, std::uint8_t source = 1);

/// The two ends of a Unix stream connection.
[[nodiscard]] std::pair<Socket, Socket> local_ends();

/// What a socket of a poll is ready for.
struct Ready {
  /// What the socket was added with.
  void* token = nullptr;
  /// EPOLLIN and its kin.
  std::uint32_t events = 0;
};

/// An epoll instance, level triggered.
class Poll {
 public:
  Poll();
  ~Poll();
  Poll(const Poll&) = delete;
  Poll& operator=(const Poll&) = delete;

  void add(const Socket& socket, std::uint32_t events, void* token) const;
  void change(const Socket& socket, std::uint32_t events, void* token) const;
  /// Waits until something is ready. What is returned is valid until the next call.
  [[nodiscard]] std::span<const Ready> wait();

 private:
  void control(int operation, const Socket& socket, std::uint32_t events, void* token) const;

  int descriptor_;
  std::array<Ready, 64> ready_{};
};

}  // namespace ripcord::bench
