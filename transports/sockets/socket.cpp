#include "transports/sockets/socket.hpp"

#include "transports/io/errors.hpp"

#include <sys/socket.h>

#include <cerrno>

namespace ripcord::sockets {
namespace {

constexpr int kind = SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC;

ErrorCode last_error() { return {errno, boost::system::system_category()}; }

ErrorCode error_of(int answer) { return answer == 0 ? ErrorCode() : last_error(); }

socklen_t size_of(const Endpoint& endpoint) { return static_cast<socklen_t>(endpoint.size()); }

}  // namespace

Result<Socket> Socket::open(int family) {
  Socket opened(::socket(family, kind, 0));
  if (!opened.is_open()) return last_error();
  return opened;
}

ErrorCode Socket::switch_on(Option option) const {
  const int on = 1;
  return error_of(::setsockopt(handle(), option.level, option.name, &on, sizeof on));
}

ErrorCode Socket::bind(const Endpoint& endpoint) const {
  return error_of(::bind(handle(), endpoint.data(), size_of(endpoint)));
}

Result<Endpoint> Socket::local_endpoint() const {
  Endpoint endpoint;
  auto size = static_cast<socklen_t>(endpoint.capacity());
  // An endpoint claims to be made of anything, an error included.
  if (::getsockname(handle(), endpoint.data(), &size) != 0)
    return {boost::system::in_place_error, last_error()};
  endpoint.resize(size);
  return endpoint;
}

ErrorCode Socket::listen(int backlog) const { return error_of(::listen(handle(), backlog)); }

Result<Socket> Socket::accept(Endpoint& peer) const {
  auto size = static_cast<socklen_t>(peer.capacity());
  Socket accepted(::accept4(handle(), peer.data(), &size, SOCK_NONBLOCK | SOCK_CLOEXEC));
  if (!accepted.is_open()) return last_error();
  peer.resize(size);
  return accepted;
}

ErrorCode Socket::connect(const Endpoint& remote) const {
  return error_of(::connect(handle(), remote.data(), size_of(remote)));
}

bool Socket::is_connected() const {
  Endpoint peer;
  auto size = static_cast<socklen_t>(peer.capacity());
  return ::getpeername(handle(), peer.data(), &size) == 0;
}

ErrorCode Socket::take_error() const {
  int error = 0;
  socklen_t size = sizeof error;
  if (::getsockopt(handle(), SOL_SOCKET, SO_ERROR, &error, &size) != 0) return last_error();
  return {error, boost::system::system_category()};
}

Result<std::size_t> Socket::read(MutableByteView buffer) const {
  const ssize_t count = ::recv(handle(), buffer.data(), buffer.size(), 0);
  if (count > 0) return static_cast<std::size_t>(count);
  if (count == 0) return ErrorCode(io::errc::eof);
  return last_error();
}

Result<std::size_t> Socket::write(ByteView bytes) const {
  const ssize_t count = ::send(handle(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
  if (count >= 0) return static_cast<std::size_t>(count);
  return last_error();
}

// Where the connection is gone there is nobody to tell.
void Socket::finish() const { ::shutdown(handle(), SHUT_WR); }

void Socket::reset_on_close() const {
  const linger at_once{.l_onoff = 1, .l_linger = 0};
  ::setsockopt(handle(), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
}

}  // namespace ripcord::sockets
