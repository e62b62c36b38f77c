#include "bench/proxy/socket.hpp"

#include <fmt/core.h>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <tuple>

namespace ripcord::bench {
namespace {

sockaddr_in address(std::uint32_t host, std::uint16_t port) {
  sockaddr_in result{};
  result.sin_family = AF_INET;
  result.sin_port = htons(port);
  result.sin_addr.s_addr = htonl(host);
  return result;
}

void set(int descriptor, int level, int option, int value) {
  if (::setsockopt(descriptor, level, option, &value, sizeof(value)) != 0) die("setsockopt");
}

const sockaddr* plain(const sockaddr_in& address) {
  return reinterpret_cast<const sockaddr*>(&address);
}

Moved outcome(ssize_t result, std::string_view what) {
  if (result > 0) return {static_cast<std::size_t>(result), Progress::moved};
  if (result == 0) return {0, Progress::ended};
  if (errno == EAGAIN) return {0, Progress::blocked};
  if (errno == ECONNRESET || errno == EPIPE) return {0, Progress::reset};
  die(what);
}

}  // namespace

void die(std::string_view what) {
  fmt::print(stderr, "{}: {}\n", what, std::strerror(errno));
  std::exit(1);
}

Socket::~Socket() {
  if (is_open()) ::close(descriptor_);
}

Socket Socket::accept() const {
  const int descriptor = ::accept4(descriptor_, nullptr, nullptr, SOCK_NONBLOCK);
  if (descriptor < 0) {
    if (errno == EAGAIN || errno == ECONNABORTED) return {};
    die("accept");
  }
  set(descriptor, IPPROTO_TCP, TCP_NODELAY, 1);
  return Socket(descriptor);
}

Moved Socket::read(MutableByteView into) const {
  return outcome(::recv(descriptor_, into.data(), into.size(), 0), "recv");
}

Moved Socket::write(ByteView bytes) const {
  return outcome(::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL), "send");
}

void Socket::finish() const { ::shutdown(descriptor_, SHUT_WR); }

void Socket::reset_on_close() const {
  const linger at_once{.l_onoff = 1, .l_linger = 0};
  ::setsockopt(descriptor_, SOL_SOCKET, SO_LINGER, &at_once, sizeof(at_once));
}

Socket listen_on(std::uint16_t port) {
  Socket socket(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0));
  if (!socket.is_open()) die("socket");
  set(socket.descriptor(), SOL_SOCKET, SO_REUSEADDR, 1);
  const sockaddr_in here = address(INADDR_LOOPBACK, port);
  if (::bind(socket.descriptor(), plain(here), sizeof(here)) != 0) die("bind");
  if (::listen(socket.descriptor(), SOMAXCONN) != 0) die("listen");
  return socket;
}

std::uint16_t port_of(const Socket& socket) {
  sockaddr_in name{};
  socklen_t size = sizeof(name);
  if (::getsockname(socket.descriptor(), reinterpret_cast<sockaddr*>(&name), &size) != 0)
    die("getsockname");
  return ntohs(name.sin_port);
}

Socket connect_to(std::uint16_t port, std::uint8_t source) {
  Socket socket(::socket(AF_INET, SOCK_STREAM, 0));
  if (!socket.is_open()) die("socket");
  const int descriptor = socket.descriptor();
  set(descriptor, IPPROTO_TCP, TCP_NODELAY, 1);
  set(descriptor, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, 1);
  constexpr std::uint32_t second_loopback_net = 0x7f000100;  // 127.0.1.0
  const sockaddr_in from = address(second_loopback_net + source, 0);
  if (::bind(descriptor, plain(from), sizeof(from)) != 0) die("bind to a source");
  const sockaddr_in there = address(INADDR_LOOPBACK, port);
  // On loopback a blocking connect returns as soon as the kernel has made both ends.
  if (::connect(descriptor, plain(there), sizeof(there)) != 0) {
    if (errno == ECONNREFUSED) return {};
    die("connect");
  }
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-vararg): the kernel's interface.
  if (::fcntl(descriptor, F_SETFL, O_NONBLOCK) != 0) die("fcntl");
  return socket;
}

std::pair<Socket, Socket> local_ends() {
  std::array<int, 2> descriptors{};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, descriptors.data()) != 0)
    die("socketpair");
  return {Socket(descriptors[0]), Socket(descriptors[1])};
}

Poll::Poll() : descriptor_(::epoll_create1(0)) {
  if (descriptor_ < 0) die("epoll_create1");
}

Poll::~Poll() { ::close(descriptor_); }

void Poll::add(const Socket& socket, std::uint32_t events, void* token) const {
  control(EPOLL_CTL_ADD, socket, events, token);
}

void Poll::change(const Socket& socket, std::uint32_t events, void* token) const {
  control(EPOLL_CTL_MOD, socket, events, token);
}

// NOLINTBEGIN(cppcoreguidelines-pro-type-union-access): the kernel's own union, only here.
std::span<const Ready> Poll::wait() {
  std::array<epoll_event, std::tuple_size_v<decltype(ready_)>> events{};
  const int count = ::epoll_wait(descriptor_, events.data(), static_cast<int>(events.size()), -1);
  if (count < 0 && errno != EINTR) die("epoll_wait");
  const auto size = static_cast<std::size_t>(std::max(count, 0));
  for (std::size_t i = 0; i < size; ++i) ready_[i] = {events[i].data.ptr, events[i].events};
  return std::span(ready_).first(size);
}

void Poll::control(int operation, const Socket& socket, std::uint32_t events, void* token) const {
  epoll_event event{};
  event.events = events;
  event.data.ptr = token;
  if (::epoll_ctl(descriptor_, operation, socket.descriptor(), &event) != 0) die("epoll_ctl");
}
// NOLINTEND(cppcoreguidelines-pro-type-union-access)

}  // namespace ripcord::bench
